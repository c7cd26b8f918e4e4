"""What `streamlit run app.py` serves: Streamlit's application, in the dashboard's shell."""

import os
import time

import streamlit as st

from components.shell import build_middleware, build_routes, send_pages_once, show_script_error

send_pages_once()

# Hours and days are those of the Nord, on a server left in universal time too; a zone set on purpose is kept.
os.environ.setdefault("TZ", "Europe/Paris")
if hasattr(time, "tzset"):  # not on Windows, where the post's own zone is used
    time.tzset()

app = st.App(
    "pages/frame.py",
    middleware=build_middleware(redirects={"/donnees/accessibilite": "/accessibilite", "/synthese": "/"}),
    routes=build_routes(outlines="data/reference/outlines"),
    on_script_error=show_script_error,
)
