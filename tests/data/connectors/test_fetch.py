"""The published files by data-set name, against a server of this machine: nothing here leaves it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from data.connectors import fetch as fetch_module
from data.connectors.fetch import fetch, fetchable, main
from data.connectors.library import current
from data.connectors.refusal import RefusedError

Row = dict[str, str]
Structure = Callable[..., Row]
MakeCsv = Callable[..., bytes]
SLUG = "liste-des-structures-france-services"


class Publisher:
    """A stand-in for data.gouv.fr: `answers` maps a path to (status, headers, body, seconds between bytes)."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes, float]] = {}
        self.asked: list[str] = []
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                publisher.asked.append(self.path)
                status, headers, body, pause = publisher.answers.get(self.path, (404, {}, b"absent", 0))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for at in range(0, len(body), 1 if pause else len(body) or 1):
                        self.wfile.write(body[at : at + (1 if pause else len(body))])
                        time.sleep(pause)
                except OSError:
                    pass

            def log_message(self, format: str, *args: object) -> None:
                """Keep the test's output quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, path: str, body: bytes, *, status: int = 200, pause: float = 0, length: int | None = None) -> str:
        headers = {} if length is None else {"Content-Length": str(length)}
        self.answers[path] = (status, headers, body, pause)
        return self.base + path

    def describe(self, *resources: dict[str, object]) -> None:
        document = {"title": "Liste", "license": "lov2", "resources": list(resources)}
        self.publish(f"/api/1/datasets/{SLUG}/", json.dumps(document).encode())


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def content(structure: Structure, make_csv: MakeCsv) -> bytes:
    return make_csv([structure(), structure(id_fs="2", lib_fs="Autre")])


def _csv(url: str, modified: str = "2025-02-03T10:00:00+00:00", **more: object) -> dict[str, object]:
    return {"url": url, "title": "Liste", "format": "csv", "type": "main", "last_modified": modified, **more}


def test_the_latest_main_csv_is_fetched_and_only_previewed(
    publisher: Publisher, content: bytes, tmp_path: Path
) -> None:
    publisher.describe(
        _csv(publisher.publish("/ancien_2024.csv", b"autre;chose\n1;2\n"), "2024-01-01"),
        _csv(publisher.publish("/notice.pdf", b"%PDF"), "2026-01-01", format="pdf"),
        _csv(publisher.publish("/annexe.csv", b"a;b\n1;2\n"), "2026-01-01", type="documentation"),
        _csv(publisher.publish("/liste-fs_2025-02-03.csv", content)),
    )
    seen: list[tuple[int, int | None]] = []
    fetched = fetch(SLUG, base=publisher.base, progress=lambda done, total: seen.append((done, total)))
    assert fetched.preview.rows_kept == 2
    assert fetched.origin.endswith("/liste-fs_2025-02-03.csv")
    assert str(fetched.modified_on) == "2025-02-03"
    assert seen[-1] == (len(content), len(content))
    assert publisher.asked == [f"/api/1/datasets/{SLUG}/", "/liste-fs_2025-02-03.csv"]
    assert list(tmp_path.iterdir()) == []


def test_a_list_of_something_else_is_passed_over(publisher: Publisher, content: bytes) -> None:
    publisher.describe(
        _csv(publisher.publish("/permanences.csv", b"lieu;jour\na;lundi\n"), "2026-01-01"),
        _csv(publisher.publish("/liste.csv", content), "2025-01-01"),
    )
    assert fetch(SLUG, base=publisher.base).origin.endswith("/liste.csv")


def test_an_unknown_data_set_is_said(publisher: Publisher) -> None:
    with pytest.raises(RefusedError, match="n'existe pas ou plus"):
        fetch("inconnu", base=publisher.base)


def test_a_server_error_is_said(publisher: Publisher) -> None:
    publisher.describe(_csv(publisher.publish("/liste.csv", b"", status=503)))
    with pytest.raises(RefusedError, match=r"erreur .503."):
        fetch(SLUG, base=publisher.base)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"resources": 3}', b'{"resources": ["x"]}'])
def test_an_answer_of_another_form_is_said(publisher: Publisher, body: bytes) -> None:
    publisher.publish(f"/api/1/datasets/{SLUG}/", body)
    with pytest.raises(RefusedError, match="forme attendue"):
        fetch(SLUG, base=publisher.base)


def test_a_data_set_without_csv_is_said(publisher: Publisher) -> None:
    publisher.describe({"url": "https://exemple.fr/a.pdf", "format": "pdf"})
    with pytest.raises(RefusedError, match="Aucun fichier CSV"):
        fetch(SLUG, base=publisher.base)


def test_a_file_that_says_it_is_too_heavy_is_not_downloaded(publisher: Publisher, content: bytes) -> None:
    publisher.describe(_csv(publisher.publish("/liste.csv", content, length=200 * 1024 * 1024)))
    with pytest.raises(RefusedError, match="dépasse la limite"):
        fetch(SLUG, base=publisher.base)


def test_a_file_that_does_not_say_so_is_stopped(publisher: Publisher, content: bytes) -> None:
    publisher.describe(_csv(publisher.publish("/liste.csv", content * 100)))
    with pytest.raises(RefusedError, match="dépasse la limite"):
        fetch(SLUG, base=publisher.base, max_bytes=1000)


def test_a_truncated_file_is_refused(publisher: Publisher, content: bytes) -> None:
    publisher.describe(_csv(publisher.publish("/liste.csv", content, length=len(content) + 50)))
    with pytest.raises(RefusedError, match=r"incomplet|interrompue"):
        fetch(SLUG, base=publisher.base)


def test_a_slow_server_is_left(publisher: Publisher, content: bytes) -> None:
    publisher.describe(_csv(publisher.publish("/liste.csv", content, pause=0.05)))
    start = time.monotonic()
    with pytest.raises(RefusedError, match="trop lent"):
        fetch(SLUG, base=publisher.base, seconds=1)
    assert time.monotonic() - start < 5


def test_a_server_that_never_answers_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        with pytest.raises(RefusedError, match="trop lent"):
            fetch(SLUG, base=f"http://127.0.0.1:{silent.getsockname()[1]}", seconds=1)
        assert time.monotonic() - start < 5


def test_without_a_network_it_is_refused_cleanly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(RefusedError, match="Pas de réseau"):
        fetch(SLUG, base=f"http://127.0.0.1:{port}")


def test_only_web_addresses_are_followed(publisher: Publisher, tmp_path: Path) -> None:
    secret = tmp_path / "liste.csv"
    secret.write_text("a;b\n1;2\n", encoding="utf-8")
    publisher.describe(_csv(secret.as_uri()))
    with pytest.raises(RefusedError, match="adresse web"):
        fetch(SLUG, base=publisher.base)


def test_progress_may_stop_the_download(publisher: Publisher, content: bytes) -> None:
    class Stopped(Exception):  # noqa: N818 — the user's wish, not an error
        pass

    def stop(_done: int, _total: int | None) -> None:
        raise Stopped

    publisher.describe(_csv(publisher.publish("/liste.csv", content)))
    with pytest.raises(Stopped):
        fetch(SLUG, base=publisher.base, progress=stop)


def test_the_command_keeps_what_is_agreed_to(
    publisher: Publisher,
    content: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path))
    monkeypatch.setenv(fetch_module.VARIABLE, publisher.base)
    publisher.describe(_csv(publisher.publish("/liste.csv", content)))
    assert main([]) == 1
    assert "Rien n'a été changé" in capsys.readouterr().out
    assert current("france_services") is None
    assert main(["--oui", "--par", "essai"]) == 0
    kept = current("france_services")
    assert kept is not None
    assert (kept.imported_by, kept.published_on, kept.origin) == ("essai", "2025-02-03", f"{publisher.base}/liste.csv")
    assert main(["--oui"]) == 1
    assert "déjà l'édition en cours" in capsys.readouterr().out


def test_the_known_data_sets() -> None:
    assert fetchable() == {"france_services": SLUG}
