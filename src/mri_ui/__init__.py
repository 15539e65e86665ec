"""The Streamlit side that the pages share: cached data, filters, addresses and the parts a page is made of."""
