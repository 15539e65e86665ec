"""What every page shares: navigation, the record or a sentence why there is none, filters and footer."""

import streamlit as st

from mri_data.words.errors import MriError
from mri_ui import address, browser, cache, files, filters, navigation, parts, view
from mri_ui.html import plain
from mri_ui.turns import turns

silent = st.container(key="silent")
with silent:
    parts.style(view.mode())
page = navigation.page()

with turns, cache.steady(), st.container(horizontal_alignment="center"), st.container(width=1280, key="page"):
    try:
        dataset, _ = cache.dataset(), view.public()
    except MriError as error:
        st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
        st.error(plain(str(error)), icon=":material/error:")
        st.stop()
    address.enter(dataset, page.url_path)
    st.set_page_config(page_title=navigation.tab_title(page, dataset), layout="wide", initial_sidebar_state="collapsed")
    now = view.current()
    address.close_left_out(now.keeps)
    files.reading(now)
    files.trouble(now, cache.trouble())
    files.banner(now)
    if navigation.has_filters(page):
        filters.bar(now)
        filters.status(now)
    address.leave(now.filters)
    with silent:
        browser.watch(view.mode(), address.put_right(), navigation.to_go())
        browser.assist()
    page.run()
    parts.footer(now)
