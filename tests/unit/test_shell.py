"""The shell without a browser: what `app.py` may import, the rewritten page, the dictionary, the files served."""

import ast
import asyncio
import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send

from components.shell.french import ATTRIBUTES, PATTERNS, SENTENCES, WORDS, french_script
from components.shell.headers import content_security_policy, with_security
from components.shell.middleware import ShellMiddleware, _is_page
from components.shell.page import APPLICATION_MARK, PageAssets, not_found, rewrite, seal
from components.shell.static_route import _outline, own_assets, page_assets
from components.shell.unknown_page import unknown_address

PROJECT = Path(__file__).parents[2]
BUNDLE = Path(streamlit.__file__).parent / "static"
ASSETS = PageAssets(
    "/statique/style.css?v=1", "/statique/francais.js?v=2", "/statique/fonts/f.woff2", "/statique/i.svg"
)


# app.py


def test_app_imports_the_shell_and_nothing_else() -> None:
    tree = ast.parse((PROJECT / "app.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"streamlit", "components.shell", "data.store"}


def test_app_only_declares_the_application() -> None:
    tree = ast.parse((PROJECT / "app.py").read_text(encoding="utf-8"))
    rest = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    docstring, *statements = rest
    assert isinstance(docstring, ast.Expr)
    assigned = [target for node in statements if isinstance(node, ast.Assign) for target in node.targets]
    assert len(assigned) == len(statements)
    assert [target.id for target in assigned if isinstance(target, ast.Name)] == ["app"]


def test_no_page_lies_directly_beside_the_frame() -> None:
    beside = {path.name for path in (PROJECT / "pages").glob("*.py")}
    assert beside <= {"__init__.py", "frame.py"}


# The page


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def installed() -> str:
    return (BUNDLE / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(installed: str) -> str:
    return rewrite(installed, ASSETS)


def test_installed_page_is_recognised(installed: str) -> None:
    assert APPLICATION_MARK.decode() in installed


def test_page_speaks_french(page: str) -> None:
    assert Tags(page).of("html") == [{"lang": "fr"}]
    assert page.count("<title>") == 1
    assert "SDAASP du Nord" in page
    assert "Streamlit</title>" not in page
    assert "enable JavaScript to run this app" not in page


def test_our_script_comes_first_and_our_style_last(page: str) -> None:
    tags = Tags(page)
    scripts = [script.get("src") for script in tags.of("script")]
    assert scripts[0] == ASSETS.script
    styles = [link["href"] for link in tags.of("link") if link.get("rel") == "stylesheet"]
    assert styles[-1] == ASSETS.stylesheet
    assert len(styles) == 2


def test_page_names_no_other_server(page: str) -> None:
    addresses = [v for _, attributes in Tags(page).found for k, v in attributes.items() if k in {"href", "src"} and v]
    assert addresses
    assert not [address for address in addresses if re.match(r"(?:https?:)?//", address)]


def test_outside_tags_are_removed(installed: str) -> None:
    hostile = installed.replace("</head>", '<script src="https://cdn.example/x.js"></script></head>')
    assert "cdn.example" not in rewrite(hostile, ASSETS)


def test_streamlit_icon_and_font_are_not_asked_for(page: str) -> None:
    assert "favicon.png" not in page
    assert "SourceSans" not in page


def test_inline_scripts_are_allowed_by_their_hash(page: str) -> None:
    inline = [text for text in re.findall(r"<script(?![^>]*src)[^>]*>(.*?)</script>", page, re.DOTALL) if text.strip()]
    assert inline
    policy = seal(page).policy
    for text in inline:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy


def test_policy_is_closed() -> None:
    policy = dict(part.split(" ", 1) for part in content_security_policy(["sha256-x"]).split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval' 'sha256-x'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert not [value for value in policy.values() if "http" in value or "*" in value or "'unsafe-eval'" in value]


def test_security_headers_replace_those_of_the_same_name() -> None:
    headers = with_security([(b"X-Content-Type-Options", b"other"), (b"content-type", b"text/plain")])
    names = [name for name, _ in headers]
    assert names.count(b"x-content-type-options") == 1
    assert (b"content-type", b"text/plain") in headers


def test_not_found_page_is_french_and_runs_nothing() -> None:
    text = not_found(ASSETS)
    assert '<html lang="fr">' in text
    assert Tags(text).of("script") == []
    assert "Page introuvable" in text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", True),
        ("/synthese", True),
        ("/synthese/", True),
        ("/a/b", False),
        ("/x.js", False),
        ("/static/js/a", False),
    ],
)
def test_a_page_has_one_segment(path: str, expected: bool) -> None:
    assert _is_page(path) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://h/", None),
        ("http://h", None),
        (None, None),
        ("http://h/synthese?x=1", None),
        ("http://h/inconnue", "inconnue"),
        ("http://h/r%C3%A9union", "réunion"),
        ("http://h/a/b", None),
        ("http://h/a%20b", None),
    ],
)
def test_unknown_address(url: str | None, expected: str | None) -> None:
    assert unknown_address(url, {"synthese"}) == expected


# Files


def test_own_files_are_all_there() -> None:
    assets = own_assets()
    assert {"style.css", "francais.js", "favicon.svg", "fonts/public-sans-latin.woff2", "fonts/OFL.txt"} <= set(assets)
    assert "frame" not in assets
    for address in (page_assets().stylesheet, page_assets().script, page_assets().icon):
        name, version = address.removeprefix("/statique/").split("?v=")
        assert assets[name].sha256.startswith(version)


def test_style_asks_nothing_of_another_server() -> None:
    style = own_assets()["style.css"].body.decode()
    for address in re.findall(r"url\(\"?([^\")]+)", style):
        assert address.startswith(("data:image/svg+xml", "fonts/")), address
        if address.startswith("fonts/"):
            assert address in own_assets()
    assert "@import" not in style


def test_what_a_sheet_hides_on_screen_is_written_by_one_component() -> None:
    """Two components that chose the same name: one of them was never seen on screen."""
    style = re.sub(r"/\*.*?\*/", "", own_assets()["style.css"].body.decode(), flags=re.DOTALL)
    on_screen = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", style)
    hidden = re.findall(r"(?:^|\})\s*\.(sd-[\w-]+)\s*\{[^}]*display:\s*none", on_screen)
    assert hidden
    sources = [path for room in ("components", "pages") for path in (PROJECT / room).rglob("*.py")]
    for name in hidden:
        writers = [path.name for path in sources if re.search(rf"[\" ]{name}[\" ]", path.read_text(encoding="utf-8"))]
        assert len(writers) <= 1, f".{name} is hidden, and written by {writers}"


@pytest.mark.parametrize(
    "name", ["../secret.json", "/etc/hosts.json", "a/b.json", ".json", "absent.json", "notes.txt", ""]
)
def test_only_listed_outlines_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "contours").mkdir()
    (tmp_path / "secret.json").write_text("{}")
    (tmp_path / "contours" / "notes.txt").write_text("x")
    assert _outline(tmp_path / "contours", name) is None


def test_a_changed_outline_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "communes.json"
    path.write_text("{}")
    first = _outline(tmp_path, "communes.json")
    path.write_text('{"a": 1}')
    second = _outline(tmp_path, "communes.json")
    assert first is not None
    assert second is not None
    assert (first.body, second.body) == (b"{}", b'{"a": 1}')


# French


@pytest.fixture(scope="module")
def streamlit_script() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((BUNDLE / "static" / "js").glob("*.js")))


def test_every_entry_is_still_said_by_streamlit(streamlit_script: str) -> None:
    """An entry that Streamlit no longer says is dead weight, and a sign that it now says something else."""
    assert [text for text in (*WORDS, *SENTENCES) if text not in streamlit_script] == []


def test_entries_are_translated_with_french_typography() -> None:
    for english, french in {**WORDS, **SENTENCES}.items():
        assert french.strip(), english
        assert french != english
        assert not re.search(r"[^\u00a0\u202f][:;?!]", french), french
        assert "'" not in french, french


def test_sentences_are_recognisable() -> None:
    """They apply inside content too: none may be a word that a French text could hold."""
    short = {text for text in SENTENCES if len(text) < 25}
    assert short == {"No results", "No options", "Select all"} | (short & {"streamlit run yourscript.py"})


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("View 3 more", "Afficher 3 de plus"),
        ("Help for Libellé", "Aide\u00a0: Libellé"),
        ("10 MB per file", "10\u00a0Mo par fichier"),
        ("13.4KB", "13,4\u00a0ko"),
        ("1MB", "1\u00a0Mo"),
        ("512B", "512\u00a0octets"),
        ("Press Enter to apply", "Entrée pour valider"),
        ("You can only select up to 1 option. Remove an option first.", "1 choix au plus"),
        ("Choose date, septembre 2024", "Choisir une date, septembre 2024"),
        (
            "You have requested page /x, but no corresponding file was found in the app's pages/ directory. "
            "Running the app's main page.",
            "L’adresse «\u00a0/x\u00a0» ne correspond à aucune page. Voici la page d’accueil.",
        ),
    ],
)
def test_patterns(english: str, french: str) -> None:
    found = []
    for source, target in PATTERNS:
        assert source.startswith("^")
        assert source.endswith("$")
        if re.search(source, english):
            found.append(re.sub(source, re.sub(r"\$(\d)", r"\\\1", target), english))
    assert found == [french]


def test_script_holds_the_dictionary_before_what_uses_it() -> None:
    script = french_script("USES")
    assert script.startswith("const FRENCH = {")
    assert script.endswith("USES")
    assert all(name in script for name in ATTRIBUTES)


@pytest.mark.parametrize(
    ("origin", "reached"),
    [("http://127.0.0.1:8501", True), ("http://evil.example", False), ("null", False), (None, True)],
)
def test_a_websocket_from_elsewhere_never_reaches_the_application(origin: str | None, reached: bool) -> None:
    calls: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        calls.append(scope["type"])

    async def run() -> list[Message]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        headers = [(b"host", b"127.0.0.1:8501"), *([(b"origin", origin.encode())] if origin else [])]
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
        await ShellMiddleware(application, page_assets(), {})(scope, receive, send)
        return sent

    # In a thread of its own: the browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(lambda: asyncio.run(run())).result()
    assert calls == (["websocket"] if reached else [])
    assert sent == ([] if reached else [{"type": "websocket.close", "code": 1008}])


def test_head_of_an_address_that_leads_nowhere_says_so() -> None:
    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def run() -> list[Message]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.request"}

        scope = {"type": "http", "method": "HEAD", "path": "/pages/frame.py", "headers": [], "query_string": b""}
        await ShellMiddleware(streamlit, page_assets(), {})(scope, receive, send)
        return sent

    with ThreadPoolExecutor(1) as pool:
        start, body = pool.submit(lambda: asyncio.run(run())).result()
    assert (start["status"], body["body"]) == (404, b"")
