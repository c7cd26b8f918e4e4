"""What is kept: whole or not at all, never overwritten, and one can go back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data import home
from data.connectors import edition as edition_module
from data.connectors import journal, library
from data.connectors.preview import preview_file
from data.connectors.refusal import RefusedError
from data.connectors.shapes import Preview

Row = dict[str, str]
Structure = Callable[..., Row]
MakeCsv = Callable[..., bytes]
LAYER = "france_services"


@pytest.fixture
def first(structure: Structure, make_csv: MakeCsv) -> Preview:
    rows = [structure(), structure(id_fs="2", insee_com="59999", lib_com="Nulle-Part", code_postal="")]
    return preview_file(make_csv(rows), "liste-fs_2024-08-01.csv")


@pytest.fixture
def second(structure: Structure, make_csv: MakeCsv) -> Preview:
    return preview_file(make_csv([structure(lib_fs="France services d'Anor")]), "liste-fs_2025-02-01.csv")


def test_the_folder_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "ici"))
    assert home.open_data_folder() == tmp_path / "ici" / "open-data"
    monkeypatch.delenv(home.VARIABLE)
    assert home.home().name == "sdaasp-nord"
    assert Path(library.__file__).parents[2] not in home.home().parents


def test_publishing_keeps_the_file_the_rows_the_problems_and_the_record(first: Preview, tmp_path: Path) -> None:
    edition = library.publish(first, "secrétariat", folder=tmp_path)
    place = tmp_path / LAYER / edition.edition_id
    assert {path.name for path in place.iterdir()} == {"original.csv", "kept.parquet", "set_aside.csv", "record.json"}
    assert (place / "original.csv").read_bytes() == first.content
    record = json.loads((place / "record.json").read_text(encoding="utf-8"))
    assert (record["rows_read"], record["rows_kept"], record["rows_set_aside"]) == (2, 1, 1)
    assert (record["published_on"], record["published_precision"]) == ("2024-08-01", "day")
    assert record["file_sha256"] == first.sha256
    assert "59999" in (place / "set_aside.csv").read_text(encoding="utf-8-sig")
    assert library.current(LAYER, folder=tmp_path) == edition
    kept = library.load_kept(edition, folder=tmp_path)
    assert kept.astype("str").equals(first.kept.astype("str"))
    assert str(kept["opens_saturday"].dtype) == "boolean"


def test_nothing_is_written_where_nothing_is_published(tmp_path: Path) -> None:
    assert library.current(LAYER, folder=tmp_path) is None
    assert library.list_editions(LAYER, folder=tmp_path) == []
    assert library.stamp(folder=tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_second_edition_replaces_the_first_and_can_be_undone(first: Preview, second: Preview, tmp_path: Path) -> None:
    old = library.publish(first, "a", folder=tmp_path)
    before = library.stamp(folder=tmp_path)
    new = library.publish(second, "b", folder=tmp_path, published_on=dt.date(2025, 3, 1), precision="month")
    assert library.current(LAYER, folder=tmp_path) == new
    assert (new.published_on, new.published_precision) == ("2025-03-01", "month")
    assert library.stamp(folder=tmp_path) != before
    assert library.rollback(LAYER, "b", folder=tmp_path) == old
    assert [edition.edition_id for edition in library.list_editions(LAYER, folder=tmp_path)] == [
        new.edition_id,
        old.edition_id,
    ]
    assert library.rollback(LAYER, "b", folder=tmp_path) is None
    with pytest.raises(RefusedError, match="rien à annuler"):
        library.rollback(LAYER, "b", folder=tmp_path)
    again = library.publish(second, "b", folder=tmp_path)
    assert library.current(LAYER, folder=tmp_path) == again
    assert [event["event"] for event in journal.read_events(tmp_path)] == [
        "publish",
        "publish",
        "rollback",
        "rollback",
        "publish",
    ]


def test_the_same_file_twice_is_refused(first: Preview, tmp_path: Path) -> None:
    library.publish(first, "a", folder=tmp_path)
    with pytest.raises(RefusedError, match="déjà l'édition en cours"):
        library.publish(first, "a", folder=tmp_path)
    assert len(library.list_editions(LAYER, folder=tmp_path)) == 1


@pytest.mark.parametrize("step", ["write", "rename", "journal"])
def test_a_crash_half_way_leaves_the_previous_edition_current(
    first: Preview, second: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    old = library.publish(first, "a", folder=tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        if step == "write":
            write = edition_module._write

            def fail_at_the_third(path: Path, content: bytes) -> None:
                (fail if path.suffix == ".csv" and path.stem != "original" else write)(path, content)

            patch.setattr(edition_module, "_write", fail_at_the_third)
        elif step == "rename":
            patch.setattr(Path, "rename", fail)
        else:
            patch.setattr(library, "append_event", fail)
        with pytest.raises(OSError, match="no space left"):
            library.publish(second, "b", folder=tmp_path)
    assert library.current(LAYER, folder=tmp_path) == old
    assert library.load_kept(old, folder=tmp_path).shape[0] == 1
    assert not list((tmp_path / LAYER).glob(".*"))
    new = library.publish(second, "b", folder=tmp_path)
    assert library.current(LAYER, folder=tmp_path) == new


def test_a_torn_line_of_the_journal_is_ignored_and_does_not_swallow_the_next(
    first: Preview, second: Preview, tmp_path: Path
) -> None:
    old = library.publish(first, "a", folder=tmp_path)
    with (tmp_path / journal.NAME).open("ab") as stream:
        stream.write(b'{"at": "2025-01-01", "event": "publish", "lay')
    assert library.current(LAYER, folder=tmp_path) == old
    new = library.publish(second, "b", folder=tmp_path)
    assert library.current(LAYER, folder=tmp_path) == new
    assert library.rollback(LAYER, "b", folder=tmp_path) == old


def test_an_altered_edition_is_not_read(first: Preview, tmp_path: Path) -> None:
    edition = library.publish(first, "a", folder=tmp_path)
    path = tmp_path / LAYER / edition.edition_id / "kept.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(RefusedError, match="modifiée"):
        library.load_kept(edition, folder=tmp_path)
    path.unlink()
    with pytest.raises(RefusedError, match="n'est plus"):
        library.load_kept(edition, folder=tmp_path)


def test_a_cell_that_looks_like_a_formula_is_made_inert(
    structure: Structure, make_csv: MakeCsv, tmp_path: Path
) -> None:
    rows = [structure(), structure(id_fs="2", insee_com="=1+1", lib_com="", code_postal="59000")]
    preview = preview_file(make_csv(rows), "liste-fs_2024-08-01.csv")
    edition = library.publish(preview, "a", folder=tmp_path)
    text = (tmp_path / LAYER / edition.edition_id / "set_aside.csv").read_text(encoding="utf-8-sig")
    assert ";'=1+1;" in text
    assert ";=1+1;" not in text


def test_nothing_kept_is_not_published(structure: Structure, make_csv: MakeCsv, tmp_path: Path) -> None:
    row = structure(latitude="4.09841", longitude="49.99114")
    preview = preview_file(make_csv([row]), "liste.csv")
    with pytest.raises(RefusedError, match="rien à publier"):
        library.publish(preview, "a", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
