"""Frame of the test application: three pages, one of which fails."""

import streamlit as st

from components.shell.unknown_page import page_for_unknown, unknown_address

widgets = st.Page("screens/widgets.py", title="Composants", url_path="composants", default=True)
pages = [
    widgets,
    st.Page("screens/other.py", title="Autre page", url_path="autre"),
    st.Page("screens/failing.py", title="Page en erreur", url_path="erreur"),
]
unknown = unknown_address(st.context.url, {page.url_path for page in pages})
page = st.navigation([*pages, *([page_for_unknown(unknown, widgets)] if unknown else [])])
st.set_page_config(page_title=f"{page.title} – essai", layout="wide")
page.run()
