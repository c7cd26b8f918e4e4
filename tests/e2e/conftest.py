"""A real server and a real browser for the end-to-end tests.

No test sleeps: `ready` waits for Streamlit's own mark, everything else goes through Playwright's `expect`.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

PROJECT = Path(__file__).parents[2]
START_TIMEOUT_S = 40
RUN_TIMEOUT_MS = 20_000
expect.set_options(timeout=RUN_TIMEOUT_MS)
# No request of the browser itself may be mistaken for one of ours.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, its log, its process."""

    url: str
    log_path: Path
    pid: int

    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8", errors="replace")


@dataclass
class Watch:
    """What one page did behind the screen."""

    origin: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    websockets: list[str] = field(default_factory=list)

    @property
    def policy_violations(self) -> list[str]:
        return [error for error in self.errors if "Content Security Policy" in error]

    def on_request(self, request: Request) -> None:
        local = (self.origin, f"blob:{self.origin}", "data:", "about:")
        if not request.url.startswith(local):
            self.outside.append(request.url)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextmanager
def serve(script: str, folder: Path) -> Iterator[Server]:
    """Run `streamlit run <script>` from the project on a free port, until the block ends. `folder` keeps its data."""
    url = f"http://127.0.0.1:{(port := _free_port())}"
    log_path = folder / "server.log"
    environment = {**os.environ, "SDAASP_HOME": str(folder / "home"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.headless", "true", "--server.port", str(port)]
    with log_path.open("wb") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    server = Server(url, log_path, process.pid)
    try:
        deadline = time.monotonic() + START_TIMEOUT_S
        while not _healthy(url):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the server did not start:\n{server.log()}")
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard itself."""
    with serve("app.py", tmp_path_factory.mktemp("dashboard")) as running:
        yield running


@pytest.fixture(scope="session")
def shell_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard's shell around test pages that hold every widget."""
    with serve("tests/e2e/fixtures_app/app.py", tmp_path_factory.mktemp("shell")) as running:
        yield running


def _chromium() -> str | None:
    """Path of a Chromium: the CHROMIUM variable, the system's, or None for Playwright's own."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    arguments = QUIET + (["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), args=arguments)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A laptop whose browser is in English: the dashboard must be French all the same."""
    opened = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    yield opened
    opened.close()


@pytest.fixture
def watch() -> Watch:
    return Watch(origin="")


@pytest.fixture
def page(context: BrowserContext, watch: Watch, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails its test when it asks anything of another server or breaks the content policy."""
    used = [name for name in ("server", "shell_server") if name in request.fixturenames]
    watch.origin = request.getfixturevalue(used[0]).url if used else "http://127.0.0.1"
    opened = context.new_page()
    opened.set_default_timeout(RUN_TIMEOUT_MS)
    context.on("request", watch.on_request)
    opened.on("console", watch.on_console)
    opened.on("pageerror", lambda error: watch.errors.append(str(error)))
    opened.on("websocket", lambda socket: watch.websockets.append(socket.url))
    yield opened
    assert watch.outside == [], f"requests left the server: {watch.outside}"
    assert watch.policy_violations == [], f"content policy broken: {watch.policy_violations}"


@pytest.fixture
def ready() -> Callable[[Page], None]:
    """Waits until a page just opened is connected and its script has run."""

    def wait(page: Page) -> None:
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')

    return wait


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Show the end of the servers' logs under a failed test."""
    outcome = yield
    report = outcome.get_result()
    if report.failed:
        for name in ("server", "shell_server"):
            running = getattr(item, "funcargs", {}).get(name)
            if isinstance(running, Server):
                report.sections.append((f"log of {name}", running.log()[-4000:]))
