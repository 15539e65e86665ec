"""What stands on each page of the published site besides its head, worked out from the view."""

from typing import Any

from mri_data.charts import of_view
from mri_data.charts.of_view import MapSize
from mri_data.charts.timeline.context import beyond, shapes, short_names
from mri_data.exports.parties_csv import file_name
from mri_data.html import page_parts
from mri_data.html.page_parts import Picture, picture
from mri_data.record.permalink import address
from mri_data.record.view import View
from mri_data.sentences import about_view, convention, findings, left_out
from mri_data.sentences.headline import headline
from mri_data.sentences.one_record import citation
from mri_data.sentences.page_title import areas_title, cities_title
from mri_data.site import tables
from mri_data.site.view import SiteView, record_file

SMALL_TIMELINE_WIDTH = 600
MIDDLE_MAP, SMALL_MAP = MapSize(540, 284, 13, True), MapSize(330, 200, 12.5, True)
PARTIES = (860.0, 400.0)
EXPORTS = "exports"


def overview(view: SiteView) -> dict[str, Any]:
    """Counts with their marks, the small timeline and map, and what the record shows."""
    return {
        "counts": headline(view.records, view.shown, view.labels, left_out.counts(view.dataset)),
        "rows": page_parts.rows(view, record_file),
        "areas_title": areas_title(view),
        "timeline": picture(
            "timeline",
            lambda palette: of_view.timeline_picture(view.alone, palette, SMALL_TIMELINE_WIDTH, compact=True),
        ),
        "cities_title": cities_title(view),
        "map": _small_map(view.alone),
        "findings": [_finding(finding) for finding in findings.findings(view.shown, view.dataset, view.labels)],
    }


def _small_map(view: View) -> dict[str, Picture]:
    if not of_view.has_map(view):
        return {}
    sizes = {"wide": MIDDLE_MAP, "small": SMALL_MAP}
    return {name: _map_picture(view, name, size) for name, size in sizes.items()}


def _map_picture(view: View, name: str, size: MapSize) -> Picture:
    return picture(f"map-{name}", lambda palette: of_view.map_picture(view, palette, size, others=False))


def _finding(finding: findings.Finding) -> dict[str, Any]:
    """A finding in pieces, each with whether it is emphasised, and the page that shows it; records also filtered."""
    file = f"{finding.page}.html"
    return {
        "pieces": finding.pieces,
        "link": finding.link,
        "file": address(file, finding.filters) if finding.page == "records" else file,
    }


def timeline(view: SiteView) -> dict[str, Any]:
    """The timeline, how to read it, and all of the context below it."""
    lane = of_view.timeline_of(view, page_parts.TIMELINE_WIDTH).context
    notes = [short_names(view.beside, view.say), *beyond(lane, view.say)] if lane else []
    return {
        "rows": page_parts.rows(view, record_file),
        "timeline": page_parts.timeline(view),
        **page_parts.reading(view),
        "shapes": shapes(view.events),
        "notes": [note for note in notes if note],
        "events": page_parts.events(view),
    }


def map_of(view: SiteView) -> dict[str, Any]:
    """The map and the lists beside it."""
    return {
        "map": page_parts.map_of(view),
        "map_note": of_view.charts_of(view).map_note(view, shown_only=True),
        "places": page_parts.places(view, record_file),
        "stops_title": page_parts.stops_title(view),
        "abbreviations": page_parts.abbreviations(view),
    }


def convention_of(view: SiteView) -> dict[str, Any]:
    """The chart of States parties, what to know before quoting it, and every State."""
    say, about, growth = view.say, view.dataset.context, convention.growth(view)
    day = view.labels.day(convention.as_of(about))
    assert about.about
    known = view.dataset.sources
    named = {"check": about.about.check_source, "counted_by": about.about.parties_source}
    return {
        "lede": convention.lede(about, say),
        "parties": page_parts.parties_pictures(view, PARTIES),
        "as_of": say.n("convention.as_of", left_out.parties_in_list(view.dataset), day=day),
        "unverified": convention.unverified_line(about.parties, say),
        "cited": {name: citation(known[source]) for name, source in named.items() if source in known},
        "band": say("convention.key.band", when=growth.launch.when) if growth.launch else "",
        "signed": convention.signed_line(view),
        "twenty": convention.twenty_line(about, say),
        "steps": tables.steps(view),
        "years": tables.years(view),
        "all_parties": tables.parties(view),
        "signatories": tables.signatories(view),
        "party_sources": tables.party_sources(view),
        "csv": f"{EXPORTS}/{file_name(view, whole=True)}",
    }


def sources(view: SiteView) -> dict[str, Any]:
    """Whence each record comes, what was corrected, what is not known, and every source that the site cites."""
    gaps = about_view.notes_for(view)
    cited = [*about_view.cited(view), *(source for note in gaps for source in note.sources)]
    if of_view.has_parties(view):
        cited += convention.numbers_of(view.dataset.context, view.dataset.sources)
    return {
        "whence": tables.whence(view),
        "corrections": tables.corrections(view),
        "problems": tables.found(view, "sources.problems", view.dataset.problems),
        "doubts": tables.found(view, "sources.doubts", view.dataset.doubts),
        "gaps": [about_view.gap_of(note, view) for note in gaps],
        "sources": page_parts.sources(view, [one for one in dict.fromkeys(cited) if one in view.dataset.sources]),
    }
