"""The frame of every page: navigation, filters and footer, or an error message if there is no data to show."""

import streamlit as st

from mri_data.record.pages import page_called
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError
from mri_ui.frame import address, browser, live_record, navigation, own_file, session
from mri_ui.frame.markdown import plain
from mri_ui.parts import data_status, filters, page_parts
from mri_ui.streamlit_workarounds.fair_lock import turns

address.read_language_chosen()
silent = st.container(key="silent")
with silent:
    page_parts.style(session.mode())
page = navigation.page()
own = own_file.previewed()
preview = own.dataset if own else None

with (
    turns,
    live_record.same_dataset(preview=preview),
    st.container(horizontal_alignment="center"),
    st.container(width=1280, key="page"),
):
    try:
        dataset, _ = live_record.dataset(), session.public()
    except MriError as error:
        st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
        st.error(plain(error.in_words(words(session.language()))), icon=":material/error:")
        st.stop()
    address.read_url(dataset, page.url_path)
    now = session.current()
    address.close_left_out(now.keeps)
    st.set_page_config(page_title=navigation.tab_title(now), layout="wide", initial_sidebar_state="collapsed")
    page_parts.print_header(now)
    languages = st.container()
    data_status.preview(now)
    data_status.reading(now)
    data_status.trouble(now, live_record.trouble())
    data_status.banner(now)
    data_status.earlier_link(now)
    if page_called(page.url_path).has_filters:
        with st.container(key="filters"):
            filters.bar(now)
            filters.status(now)
    address.write_url(now.filters)
    with languages:
        page_parts.languages(now, "header")
    with silent:
        browser.watch(session.mode(), now.say, address.url_correction(), navigation.to_go())
        browser.assist(now.say)
    page.run()
    page_parts.footer(now)
    page_parts.languages(now, "footer")
