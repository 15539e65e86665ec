"""Sources and data: where every record comes from, what was corrected, what is not known, and all of it."""

from mri_data.sentences import findings
from mri_ui import downloads, filters, parts, provenance, view

now = view.current()
say = now.say

filters.status(now.whole)
parts.heading(findings.sources_title(now.dataset, say))
provenance.problems(now)
left, right = parts.columns([1.5, 1], gap="large")
with left:
    provenance.records(now)
    provenance.corrections(now)
    provenance.sources(now)
    provenance.dictionary(now)
with right:
    provenance.quality_notes(now)
    parts.section(say("sources.download"))
    downloads.all_records(now)
    provenance.licence(now)
