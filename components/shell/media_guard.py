"""Who may fetch a file that was made on demand (`/media/…`), and that nobody keeps a copy of it. Server side.

Streamlit answers such an address to whoever holds it: a relevé that is not sent out must not be read by someone who was
only forwarded a link. Where people sign on, the address answers to those signed in and to no other; the presentation
machine is alone to reach its server. The right to have the file made is judged by the page, before.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import Message, Scope, Send
from streamlit.auth_util import get_secrets_auth_section
from streamlit.web.server.starlette.starlette_auth_routes import _get_cookie_value_from_request
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

PREFIX = "/media/"
REFUSAL = "Ce fichier n'est remis qu'à une personne identifiée : ouvrez le tableau de bord, puis téléchargez-le."


def may_fetch(scope: Scope) -> bool:
    """Whether this request may have the file: the cookie of someone signed in, wherever people sign on."""
    if not get_secrets_auth_section():
        return True
    return _get_cookie_value_from_request(Request(scope), USER_COOKIE_NAME) is not None


def unkept(send: Send) -> Send:
    """`send`, whose answer no browser and no proxy keeps."""

    async def forward(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.lower() != b"cache-control"]
            message = {**message, "headers": [*kept, (b"cache-control", b"private, no-store")]}
        await send(message)

    return forward
