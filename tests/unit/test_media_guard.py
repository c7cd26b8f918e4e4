"""A file made on demand: where people sign on it goes to those signed in only, and nobody keeps it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from components.shell import media_guard
from components.shell.middleware import ShellMiddleware
from components.shell.page import PageAssets

SECRET = "un secret d'essai assez long pour signer"
ASSETS = PageAssets("/statique/s.css", "/statique/f.js", "/statique/f.woff2", "/statique/i.svg")


def ask(path: str, cookie: str = "") -> tuple[int, dict[str, str], bytes]:
    """The answer of the shell around a server that gives the file to anyone."""
    sent: list[Message] = []

    async def server(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/pdf"), (b"cache-control", b"public")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"%PDF"})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"cookie", f"{USER_COOKIE_NAME}={cookie}".encode())] if cookie else []
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers, "query_string": b""}
    # In a thread of its own: the browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(ShellMiddleware(server, ASSETS, {})(scope, receive, send))).result()
    said = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], said, b"".join(message.get("body", b"") for message in sent)


@pytest.fixture
def signing_on(monkeypatch: pytest.MonkeyPatch) -> str:
    """A server where people sign on; the cookie of someone who did."""
    monkeypatch.setattr(media_guard, "get_secrets_auth_section", lambda: {"redirect_uri": "x"})
    name = "streamlit.web.server.starlette.starlette_auth_routes.get_cookie_secret"
    monkeypatch.setattr(name, lambda: SECRET)
    return create_signed_value(SECRET, USER_COOKIE_NAME, '{"sub": "a"}').decode()


def test_without_sign_on_the_file_is_given_and_never_kept() -> None:
    status, headers, body = ask("/media/abc.pdf")
    assert (status, body) == (200, b"%PDF")
    assert headers["cache-control"] == "private, no-store"


def test_with_sign_on_it_asks_for_the_cookie_of_someone_signed_in(signing_on: str) -> None:
    assert ask("/media/abc.pdf", signing_on)[0] == 200
    for forged in ("", "n'importe quoi", signing_on[:-3] + "abc"):
        status, headers, body = ask("/media/abc.pdf", forged)
        assert (status, headers["cache-control"]) == (403, "private, no-store")
        assert b"%PDF" not in body


def test_other_addresses_are_untouched(signing_on: str) -> None:
    status, headers, _ = ask("/static/app.js")
    assert (status, headers["cache-control"]) == (200, "public")
