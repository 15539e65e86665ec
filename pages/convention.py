"""Convention page: which States joined it, when and how. It is context, and the page claims no cause and effect."""

from mri_data.sentences import convention as facts
from mri_data.sentences import page_title
from mri_ui.frame import session
from mri_ui.parts import convention, page_parts

now = session.current()
say = now.say
about = now.dataset.context

if not facts.has_parties(about):
    convention.heading(now, say("convention.none.title"))
    page_parts.paragraph(say("convention.none"))
else:
    convention.heading(now, page_title.convention_title(now))
    page_parts.lede(facts.lede(about, say))
    left, right = page_parts.columns([2.75, 1], gap="large")
    with left:
        page_parts.section(say("convention.chart"))
        convention.chart(now)
        convention.years(now)
    with right:
        convention.before_quoting(now)
        convention.signatures(now)
    page_parts.section(say("convention.parties"))
    rows = convention.search(now)
    convention.parties(now, rows)
    convention.signatories(now)
    convention.sources(now)
