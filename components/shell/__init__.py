"""The shell around every page: language, style, security headers and the files served beside the pages.

`app.py` hands these to Streamlit's ASGI application; nothing here knows what the pages show.
"""

from components.shell.errors import show_script_error
from components.shell.middleware import build_middleware
from components.shell.static_route import build_routes, outline_url

__all__ = ["build_middleware", "build_routes", "outline_url", "show_script_error"]
