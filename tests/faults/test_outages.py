"""The base stops, or the disk fills, while pages are open: said in French, nothing half written, and all comes back."""

from __future__ import annotations

import errno
import re
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from data.connectors.journal import append_event
from data.connectors.library import current, list_editions
from data.importing import Draft, publish_draft, read_draft_file
from data.store import open_store
from tests.e2e.pages_list import listed_pages
from tests.faults.test_faults import SECRETARIAT, check_sound, cluster
from tests.pages.meeting_room import choose, decided, enter, history, keep_meeting, open_page, press, write
from tests.pages.screen import Screen, plain
from tests.postgres import Cluster

__all__ = ["cluster"]

ENGLISH = re.compile(r"Traceback|Error|Exception|\b(the|failed|refused|unable|please|disk)\b", re.IGNORECASE)
SILENT = "La base des décisions ne répond pas"
#: What these pages show is not in the base, or is read without it.
WITHOUT = {
    *("tendances", "chiffres", "limites", "calendrier", "retroplanning", "accessibilite", "recherche", "sources"),
    *("carte", "proximite", "implantation", "journee", "imports", "arrondissement", "orientations"),
}


FULL = "Le disque est plein"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def said(screen: Screen) -> str:
    """All that a page says, its alarms included."""
    return plain(" ".join([screen.text, *(one.value for one in (*screen.app.error, *screen.app.warning))]))


def test_every_page_says_that_the_base_is_stopped_then_comes_back(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDAASP_DATABASE_URL", cluster.new_database())
    keep_meeting()
    screen = enter("Alice", "action-5")
    choose(screen, "Sens", "poursuite")
    write(screen, "Libellé", "La phrase négociée.")
    cluster.kill()
    try:
        for page in listed_pages():
            words = said(open_page(page.url_path))
            assert not ENGLISH.search(words), (page.url_path, words[:300])
            assert page.url_path in WITHOUT or SILENT in words or "illisibles pour l'instant" in words, page.url_path
        press(screen, "Enregistrer")
        assert SILENT in said(screen)
    finally:
        cluster.start()
    for page in listed_pages():
        if page.url_path in WITHOUT:
            continue
        words = said(open_page(page.url_path))
        assert SILENT not in words, page.url_path
        assert "illisibles" not in words, page.url_path
    # The page that stayed open takes up where it was, what was typed in it included.
    assert next(box for box in screen.run().app.text_area if box.label == "Libellé").value == "La phrase négociée."
    assert history("action:5") == ()
    press(screen, "Enregistrer")
    assert (len(history("action:5")), decided("action:5").wording) == (1, "La phrase négociée.")


Fill = Callable[[], AbstractContextManager[None]]


@pytest.fixture(params=["disk", "files"])
def fill(request: pytest.FixtureRequest, home: Path) -> Iterator[Fill]:
    """Fills what `home` is on, for as long as the block lasts: a small disk to the brim, else no file may grow."""
    if request.param == "files":
        yield _files_stop_growing
        return
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(home)], capture_output=True)
    if mounted.returncode:
        pytest.skip("un petit disque ne peut pas être monté ici : il faut être administrateur")
    try:
        yield lambda: _ballast(home / "lest")
    finally:
        subprocess.run(["umount", "--lazy", str(home)], check=True)


@contextmanager
def _ballast(path: Path) -> Iterator[None]:
    with path.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        path.unlink()


@contextmanager
def _files_stop_growing(size: int = 0) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def town(code: str, name: str) -> Draft:
    lines = ("insee_reg,lib_reg,insee_dep,lib_dep,insee_com,lib_com,id_pvd", f"32,Hauts,59,Nord,{code},{name},1")
    return read_draft_file("\n".join(lines).encode(), f"pvd-{code}.csv")


def publish(draft: Draft) -> str:
    return publish_draft(draft, SECRETARIAT, "Camille, essai", None, "undated", "essai").edition_id


def test_a_full_disk_is_told_loses_nothing_and_all_goes_on_once_there_is_room(fill: Fill, home: Path) -> None:
    keep_meeting()
    first = publish(town("59053", "Bavay"))
    draft = town("59139", "Caudry")
    layer = draft.preview.layer
    screen = enter("Alice", "action-5")
    choose(screen, "Sens", "poursuite")
    write(screen, "Libellé", "La phrase négociée.")
    with fill():
        press(screen, "Enregistrer")
        # SQLite tells a full disk from a file that may not grow, which it takes for a broken one.
        assert (FULL if (home / "lest").exists() else SILENT) in said(screen)
        for page in ("", "reunion", "releve", "grille", "suivi", "imports", "carte"):
            words = said(open_page(page))
            assert not ENGLISH.search(words), (page, words[:300])
            assert FULL not in words  # what is only read is still read
        with pytest.raises(OSError, match=r"No space left|too large"):
            publish(draft)
    assert [edition.edition_id for edition in list_editions(layer)] == [first]
    assert history("action:5") == ()
    press(screen, "Enregistrer")
    assert [decided("action:5").wording for _ in history("action:5")] == ["La phrase négociée."]
    now = publish(draft)
    assert [edition.edition_id for edition in list_editions(layer)] == [now, first]
    store = open_store()
    check_sound(store)
    store.close()


def test_an_import_whose_last_line_does_not_fit_never_was(home: Path) -> None:
    """The disk fills between the edition and the line of the journal that makes it the one in use."""
    first, draft = publish(town("59053", "Bavay")), town("59139", "Caudry")
    journal = home / "open-data" / "journal.jsonl"
    before = journal.read_bytes()
    with _files_stop_growing(len(before) + 20), pytest.raises(OSError, match="too large"):
        append_event(journal.parent, {"event": "publish", "layer": draft.preview.layer, "edition_id": "x", "by": "x"})
    assert journal.read_bytes() == before

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("data.connectors.library.append_event", refuse)
        with pytest.raises(OSError, match="No space"):
            publish(draft)
    assert [edition.edition_id for edition in list_editions(draft.preview.layer)] == [first]
    assert [path.name for path in (home / "open-data" / draft.preview.layer).iterdir()] == [first]
    edition = current(draft.preview.layer)
    assert edition
    assert edition.edition_id == first
