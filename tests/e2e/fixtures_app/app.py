"""The dashboard's shell around a page that shows every widget: what a browser test looks at."""

import streamlit as st

from components.shell import build_middleware, build_routes, show_script_error

app = st.App(
    "frame.py",
    middleware=build_middleware(redirects={"/ancienne/adresse": "/autre"}),
    routes=build_routes(outlines="tests/e2e/fixtures_app/outlines"),
    on_script_error=show_script_error,
)
