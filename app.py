"""What `streamlit run app.py` serves: Streamlit's application, in the dashboard's shell."""

import streamlit as st

from components.shell import build_middleware, build_routes, show_script_error

app = st.App(
    "pages/frame.py",
    middleware=build_middleware(redirects={"/donnees/accessibilite": "/accessibilite", "/synthese": "/"}),
    routes=build_routes(outlines="data/reference/outlines"),
    on_script_error=show_script_error,
)
