"""What every page shares: navigation, the record or a sentence why there is none, filters and footer."""

import streamlit as st

from mri_data.errors import MriError
from mri_ui import address, browser, cache, filters, navigation, parts, view
from mri_ui.html import plain

st.set_page_config(page_icon=navigation.ICON, layout="wide", initial_sidebar_state="collapsed")
with st.container(key="silent"):
    parts.style(view.mode())
    browser.watch(view.mode(), navigation.open_record)
page = navigation.page()

with st.container(horizontal_alignment="center"), st.container(width=1280, key="page"):
    try:
        dataset, _ = cache.dataset(), view.public()
    except MriError as error:
        st.error(plain(str(error)), icon=":material/error:")
        st.stop()
    address.enter(dataset, page.url_path)
    now = view.current()
    parts.banner(now, navigation.link_to_problems)
    if navigation.has_filters(page):
        filters.bar(now)
        filters.status(now)
    address.leave(now.filters)
    page.run()
    parts.footer(now)
