"""The content of each page of the published site, as template values made from the view."""

from functools import partial
from typing import Any

from markupsafe import Markup

from mri_data.charts import counted, of_view
from mri_data.charts.of_view import MapSize
from mri_data.charts.timeline.context import beyond, shapes, short_names
from mri_data.exports.parties_csv import file_name
from mri_data.html import parts, sections, tables
from mri_data.html.tables import Link
from mri_data.query.filters import Filters
from mri_data.record.permalink import address
from mri_data.sentences import about_view, convention
from mri_data.sentences.findings import Finding
from mri_data.sentences.page_title import areas_title, cities_title
from mri_data.site import filters
from mri_data.site.view import SiteView, record_file

# The charts of the overview, which are smaller than those of the other pages.
TIMELINE_WIDTH = 600
MAP, MAP_ON_PHONES = MapSize(540, 284, 13, True), MapSize(330, 200, 12.5, True)
PARTIES = (860.0, 400.0)
EXPORTS = "exports"


def record_link(record: str, name: str) -> Link:
    """The link to the page of a record, relative to the root of the site."""
    return Link(name, record_file(record))


def overview(view: SiteView) -> dict[str, Any]:
    """The overview: headline counts with their marks, the small timeline and map, and findings."""
    say, plain = view.say, view.without_context
    return {
        "counts": parts.counts(parts.headlines(view), say),
        "areas_title": areas_title(view),
        "timeline": sections.linked_timeline(plain, TIMELINE_WIDTH, partial(_mark_link, view), compact=True),
        "record_list": parts.record_list(view, view.shown, record_link),
        "to_timeline": parts.page_link(Link(say("overview.open_timeline"), "timeline.html")),
        "cities_title": cities_title(view),
        "map": sections.linked_maps(plain, partial(_place_link, view), MAP, MAP_ON_PHONES, others=False),
        "to_map": parts.page_link(Link(say("overview.open_map"), "map.html")),
        "findings": parts.findings(view, _finding_link),
    }


def _mark_link(view: SiteView, mark: str) -> str:
    """The page of a record, or the table of the records that a bar or a sign counts."""
    return address("records.html", counted.choice(view.filters, mark)) if view.is_counted else record_file(mark)


def _place_link(view: SiteView, place: str) -> str:
    """The table of the records of a place."""
    return address("records.html", view.filters.overridden_by(Filters(place=(place,))))


def _finding_link(finding: Finding) -> Link:
    """The link to the page that shows a finding; the page of records gets the filters of the finding."""
    file = f"{finding.page}.html"
    return Link(finding.link, address(file, finding.filters) if finding.page == "records" else file)


def timeline(view: SiteView) -> dict[str, Any]:
    """The timeline with its key and notes, and all of the context below it."""
    lane = of_view.timeline_of(view, sections.TIMELINE_WIDTH).context
    notes = [short_names(view.context_shown, view.say), *beyond(lane, view.say)] if lane else []
    made = sections.timeline(view, record_link, partial(_mark_link, view))
    return made | {
        "timeline_note": " ".join(filter(None, (made["timeline_note"], *notes))),
        "key": sections.key(view, tuple(shapes(view.events))),
        "to_records": parts.page_link(Link(view.say("chart.table", count=view.count), "records.html")),
        "events": parts.events(view),
        "events_button": sections.events_button(view),
    }


def map_of(view: SiteView) -> dict[str, Any]:
    """The map and the lists of places beside it."""
    return sections.map_of(view, record_link, partial(_place_link, view))


def records(view: SiteView) -> dict[str, Any]:
    """The table of records, and what it can be filtered by with the query parameters of the dashboard."""
    return sections.records(view, record_link) | {
        "facets": filters.facets_of(view),
        "choices": filters.choices(view),
        "years": view.say("title.span", first="{first}", last="{last}"),
    }


def convention_of(view: SiteView) -> dict[str, Any]:
    """The chart of States parties, what to know before quoting it, and lists of all States with their sources."""
    steps, signatories, cited = tables.steps(view), tables.signatories(view), tables.party_sources(view)
    return {
        "lede": convention.lede(view.dataset.context, view.say),
        "parties": sections.parties_pictures(view, PARTIES),
        "parties_key": parts.parties_key(view),
        "steps": parts.table(steps),
        "steps_caption": steps.caption,
        "before_quoting": parts.before_quoting(view, level=3),
        "signatures": parts.signatures(view, convention.twenty_line(view.dataset.context, view.say), level=3),
        "years": parts.note(view.say("convention.years.note")) + parts.years(tables.years(view)),
        "all_parties": parts.table(tables.parties(view), parts.STATES),
        "csv": _states_csv(view),
        "signatories": parts.table(signatories, parts.SIGNATORIES) if signatories.rows else "",
        "signatories_caption": signatories.caption,
        "party_sources": parts.table(cited),
        "party_sources_caption": cited.caption,
    }


def _states_csv(view: SiteView) -> Markup:
    """Links to the States parties as CSV, with commas and with semicolons."""
    names = {"site.parties_csv": "csv", "convention.csv.semicolon": "semicolon.csv"}
    files = {key: file_name(view, whole=True, ending=ending) for key, ending in names.items()}
    return Markup(" ").join(parts.page_link(Link(view.say(key), f"{EXPORTS}/{name}")) for key, name in files.items())


def sources(view: SiteView) -> dict[str, Any]:
    """Problems, warnings, the origin of each record, corrections, quality notes and every source that is cited."""
    gaps = about_view.quality_notes(view)
    cited = [*about_view.cited_sources(view), *(source for note in gaps for source in note.sources)]
    if of_view.has_parties(view):
        cited += convention.source_numbers(view.dataset.context, view.dataset.sources)
    found = {
        "problems": (tables.found(view, "sources.problems", view.dataset.problems), "sources.problems.note"),
        "warnings": (tables.found(view, "sources.warnings", view.dataset.doubts), "sources.warnings.note"),
        "origins": (tables.record_sources(view, record_link), ""),
    }
    return {
        "tables": [
            (name, table.caption, view.say(note) if note else "", parts.table(table))
            for name, (table, note) in found.items()
            if table.rows
        ],
        "corrections": parts.corrections(tables.corrections(view, record_link)),
        "evidence": parts.evidence(view, lambda name, filters: Link(name, address("records.html", filters))),
        "notes": parts.notes(about_view.gap_of(note, view) for note in gaps),
        "sources": parts.sources(view, [one for one in dict.fromkeys(cited) if one in view.dataset.sources]),
    }
