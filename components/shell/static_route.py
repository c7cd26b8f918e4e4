"""The `/statique/` route: style, script, fonts, icon and territory outlines, served by the dashboard itself.

An address whose `v` is the beginning of the file's SHA-256 may be kept for ever by the browser; any other is
revalidated. File names are looked up in a list of what exists, never joined from what the client wrote.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from components.shell.french import french_script
from components.shell.page import PageAssets

PREFIX = "/statique"
VERSION_LENGTH = 12

_PROJECT = Path(__file__).parents[2]
_OWN_FOLDER = Path(__file__).parent / "static"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
# Already compressed formats gain nothing.
_INCOMPRESSIBLE = {".woff2"}


@dataclass(frozen=True)
class Asset:
    """One file in memory: bytes, gzip copy (None where useless), SHA-256 in hexadecimal, media type."""

    body: bytes
    compressed: bytes | None
    sha256: str
    media_type: str

    @property
    def version(self) -> str:
        return self.sha256[:VERSION_LENGTH]


def make_asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    compressed = None if suffix in _INCOMPRESSIBLE else gzip.compress(body, 9, mtime=0)
    return Asset(body, compressed, hashlib.sha256(body).hexdigest(), _TYPES[suffix])


@cache
def own_assets() -> dict[str, Asset]:
    """The shell's own files by address under `/statique/`: sheets joined in one, the dictionary before what uses it."""
    files = {
        "favicon.svg": _OWN_FOLDER / "favicon.svg",
        **{f"fonts/{path.name}": path for path in sorted((_OWN_FOLDER / "fonts").iterdir()) if path.suffix in _TYPES},
    }
    assets = {name: make_asset(name, path.read_bytes()) for name, path in files.items()}
    # One request for the whole look: the common sheet, then one sheet a subject, which may rely on it.
    sheets = [_OWN_FOLDER / "style.css", *sorted((_OWN_FOLDER / "styles").glob("*.css"))]
    assets["style.css"] = make_asset("style.css", "\n".join(sheet.read_text("utf-8") for sheet in sheets).encode())
    engine = "\n".join(
        (_OWN_FOLDER / name).read_text(encoding="utf-8")
        for name in ("behaviour.js", "diapositives.js", "impression.js", "entiere.js", "recueil.js", "francais.js")
    )
    assets["francais.js"] = make_asset("francais.js", french_script(engine).encode())
    return assets


def versioned(name: str) -> str:
    """Address of one of the shell's own files, which the browser may keep."""
    return f"{PREFIX}/{name}?v={own_assets()[name].version}"


def page_assets() -> PageAssets:
    return PageAssets(
        stylesheet=versioned("style.css"),
        script=versioned("francais.js"),
        # Without a version: the stylesheet names it so, and the preload must match to be used.
        font=f"{PREFIX}/fonts/public-sans-latin.woff2",
        icon=versioned("favicon.svg"),
    )


def outline_url(name: str, sha256: str) -> str:
    """Address of an outline file (`communes.json`), kept by the browser as long as its SHA-256 does not change."""
    return f"{PREFIX}/contours/{name}?v={sha256[:VERSION_LENGTH]}"


@cache
def _read(path: Path, _modified_ns: int, _size: int) -> Asset:
    return make_asset(path.name, path.read_bytes())


def _outline(folder: Path, name: str) -> Asset | None:
    """An outline of this folder, read again only when the file changed; None when there is no such file."""
    if not _NAME.fullmatch(name) or not name.endswith(".json") or not folder.is_dir():
        return None
    for path in folder.iterdir():
        if path.name == name and path.is_file():
            state = path.stat()
            return _read(path, state.st_mtime_ns, state.st_size)
    return None


def _answer(request: Request, asset: Asset | None) -> Response:
    if asset is None:
        return Response("Fichier introuvable.", status_code=404, media_type="text/plain; charset=utf-8")
    kept = request.query_params.get("v") == asset.version or asset.media_type == "font/woff2"
    headers = {
        "ETag": f'"{asset.sha256[:32]}"',
        "Cache-Control": "public, max-age=31536000, immutable" if kept else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    body = asset.body
    # A body marked as encoded is left alone by Streamlit's own compression.
    if asset.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = asset.compressed, "gzip"
    return Response(body, headers=headers, media_type=asset.media_type)


def build_routes(outlines: str | Path) -> list[BaseRoute]:
    """Routes of the files served beside the pages.

    `outlines` is the folder of the territory outlines, relative to the project or absolute; it may be empty or
    missing, its files then answer 404.
    """
    folder = _PROJECT / outlines

    async def own(request: Request) -> Response:
        return _answer(request, own_assets().get(request.path_params["name"]))

    def outline(request: Request) -> Response:
        return _answer(request, _outline(folder, request.path_params["name"]))

    return [
        Route(f"{PREFIX}/contours/{{name:path}}", outline, methods=["GET"]),
        Route(f"{PREFIX}/{{name:path}}", own, methods=["GET"]),
    ]
