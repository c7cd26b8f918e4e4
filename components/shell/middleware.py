"""ASGI middleware: rewrites Streamlit's page, adds security headers, answers unknown addresses in French.

Written against ASGI directly: Starlette's `BaseHTTPMiddleware` copies every body through a queue. Websockets and
the server's life cycle go through untouched.
"""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.shell import media_guard
from components.shell.headers import with_security
from components.shell.page import APPLICATION_MARK, Page, PageAssets, not_found, rewrite, seal
from components.shell.process import settle_process
from components.shell.static_route import page_assets

# Asked of Streamlit, these would bring back a copy of its own page: compressed, or « not modified » since before ours.
_DROPPED_FOR_PAGES = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-range", b"range"}
# Elsewhere only compression goes: an unknown address also gets Streamlit's page, and must be recognised.
_DROPPED_ELSEWHERE = {b"accept-encoding"}
_NEVER_A_PAGE = ("/static/", "/statique/", "/media/", "/component/", "/_stcore/")


def build_middleware(redirects: Mapping[str, str] | None = None) -> list[Middleware]:
    """The shell's middleware for `st.App`.

    `redirects` maps an address to the one that replaces it (`/donnees/accessibilite` → `/accessibilite`): Streamlit
    refuses a slash in a page's address. The query string is kept. The process is settled first: this is called
    once, at start.
    """
    settle_process()
    return [Middleware(ShellMiddleware, assets=page_assets(), redirects=dict(redirects or {}))]


def _is_page(path: str) -> bool:
    """A page's address has one segment and no extension, or is the root."""
    name = path.strip("/")
    return "/" not in name and "." not in name


def _same_origin(scope: Scope) -> bool:
    """A page may open a websocket to the server that sent it, and to no other; tools without an origin are let in."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    hosts = {headers.get("host", "").lower(), headers.get("x-forwarded-host", "").lower()} - {""}
    return origin is None or urlsplit(origin).netloc.lower() in hosts


class ShellMiddleware:
    def __init__(self, app: ASGIApp, assets: PageAssets, redirects: Mapping[str, str]) -> None:
        self._app = app
        self._assets = assets
        self._redirects = redirects
        self._not_found = seal(not_found(assets))
        self._rewritten: dict[bytes, Page] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _same_origin(scope):
            # Streamlit would refuse it too, but only after asking an outside service for the server's address.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        target = self._redirects.get(scope["path"].rstrip("/"))
        if target is not None:
            query = scope.get("query_string", b"").decode("latin-1")
            answer = RedirectResponse(f"{target}?{query}" if query else target, status_code=308)
            await answer(scope, receive, _secured(send))
            return
        if scope["path"].startswith(media_guard.PREFIX):
            if not media_guard.may_fetch(scope):
                refused = PlainTextResponse(media_guard.REFUSAL, status_code=403)
                await refused(scope, receive, media_guard.unkept(_secured(send)))
                return
            send = media_guard.unkept(send)
        await self._app(_as_plain_get(scope), receive, _PageSender(self, scope, send))

    def page_for(self, body: bytes, path: str) -> tuple[Page, int]:
        """The page to send for Streamlit's own, with its HTTP status. Streamlit answers any unknown address with it."""
        if not _is_page(path):
            return self._not_found, 404
        key = hashlib.sha256(body).digest()
        if key not in self._rewritten:
            self._rewritten[key] = seal(rewrite(body.decode(), self._assets))
        return self._rewritten[key], 200


def _as_plain_get(scope: Scope) -> Scope:
    path = scope["path"]
    if scope["method"] not in {"GET", "HEAD"} or path.startswith(_NEVER_A_PAGE):
        return scope
    dropped = _DROPPED_FOR_PAGES if _is_page(path) else _DROPPED_ELSEWHERE
    kept = [(name, value) for name, value in scope["headers"] if name.lower() not in dropped]
    return {**scope, "method": "GET" if _is_page(path) else scope["method"], "headers": kept}


def _secured(send: Send) -> Send:
    async def forward(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": with_security(message["headers"])}
        await send(message)

    return forward


class _PageSender:
    """`send` of one request: holds an HTML answer until it is whole, lets every other one through as it comes."""

    def __init__(self, shell: ShellMiddleware, scope: Scope, send: Send) -> None:
        self._shell = shell
        self._scope = scope
        self._send = send
        self._held: dict[str, Any] | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            media_type = Headers(raw=list(message["headers"])).get("content-type", "")
            if media_type.startswith("text/html") and message["status"] == 200:
                self._held = dict(message)
            else:
                await self._send({**message, "headers": with_security(message["headers"])})
        elif message["type"] == "http.response.body" and self._held is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._held, bytes(self._body))
        else:
            await self._send(message)

    async def _finish(self, start: dict[str, Any], body: bytes) -> None:
        # Asked with HEAD, Streamlit's page comes without its body; at such an address it is never anything else.
        bodiless = self._scope["method"] == "HEAD" and not _is_page(self._scope["path"])
        if APPLICATION_MARK not in body and not bodiless:
            await self._send({**start, "headers": with_security(start["headers"])})
            await self._send({"type": "http.response.body", "body": body})
            return
        page, status = self._shell.page_for(body, self._scope["path"])
        asked = Headers(scope=self._scope)
        headers = {"content-type": "text/html; charset=utf-8", "cache-control": "no-cache", "vary": "Accept-Encoding"}
        content = page.body
        if "gzip" in asked.get("accept-encoding", ""):
            content, headers["content-encoding"] = page.compressed, "gzip"
        if status == 200:
            headers["etag"] = page.etag
            if asked.get("if-none-match", "").removeprefix("W/") == page.etag:
                status, content = 304, b""
        if status != 304:
            headers["content-length"] = str(len(content))
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        # Streamlit sets its request-forgery cookie with the page: it must survive.
        raw += [(name, value) for name, value in start["headers"] if name.lower() == b"set-cookie"]
        await self._send({"type": "http.response.start", "status": status, "headers": with_security(raw, page.policy)})
        await self._send({"type": "http.response.body", "body": b"" if self._scope["method"] == "HEAD" else content})
