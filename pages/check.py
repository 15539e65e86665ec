"""Check page: a viewer's own file, checked in memory; what would change with it, and the dashboard with it."""

from mri_ui.frame import own_file, session
from mri_ui.parts import check_file, file_transfer, page_parts

now = session.current()
say = now.say

page_parts.heading(say("check.title"))
page_parts.lede(say("check.lede"))
file_transfer.drop(say)
page_parts.note(say("check.private"))
check_file.checking(say)
if (own := own_file.current()) is not None:
    check_file.report(now, own)
