"""`make data` rebuilds the tables identically, and a broken source changes nothing and says where."""

import hashlib
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.build.__main__ import main

ROOT = Path(__file__).parents[2] / "data"


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "sources" / "59-nord", tmp_path / "sources"))


def build(sources: Path, tables: Path) -> int:
    return main(["--sources", str(sources), "--tables", str(tables)])


def test_the_committed_tables_are_what_the_sources_give(sources: Path, tmp_path: Path) -> None:
    assert build(sources, tmp_path / "tables") == 0
    assert digests(tmp_path / "tables") == digests(ROOT / "tables")


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (
            "fiches/05.yml",
            "lecture: poursuite",
            "lecture: poursuivre",
            ("fiches/05.yml, ligne ", "« lecture »", "« poursuivre » n'est pas prévu", "poursuite, reorientation"),
        ),
        ("fiches/05.yml", "orientation: O3", "orientatoin: O3", ("fiches/05.yml", "orthographe")),
        ("fiches/05.yml", "titre: ", "titre: [", ("fiches/05.yml", "mise en page")),
        ("fiches/07.yml", "etat: empty", "etat: filled", ("fiches/07.yml", "« items »", "au moins un élément")),
        ("indicators.yml", "valeur: 51", "valeur: 51,0", ("indicators.yml", "« valeur »", "un nombre est attendu")),
        ("indicators.yml", "2023-09-01", "2023-13-01", ("indicators.yml", "une date est attendue")),
        ("workshop.csv", "rubrique,rang", "rubrique;rang", ("workshop.csv, ligne 1", "les colonnes attendues sont")),
        ("territory_aliases.csv", "arr:591,stated", "arr:999,stated", ("territory_aliases", "arr:999", "introuvable")),
    ],
)
def test_a_broken_source_stops_the_build_and_changes_nothing(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, before: str, after: str, said: tuple
) -> None:
    tables = Path(shutil.copytree(ROOT / "tables", tmp_path / "tables"))
    kept = digests(tables)
    path = sources / file
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after), encoding="utf-8")
    capsys.readouterr()
    assert build(sources, tables) == 1
    message = capsys.readouterr().err
    assert "Les tables n'ont pas été changées" in message
    for words in said:
        assert words in message
    assert digests(tables) == kept


def test_a_missing_file_is_named(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sources / "bodies.yml").unlink()
    assert build(sources, tmp_path / "tables") == 1
    assert "bodies.yml" in capsys.readouterr().err
    assert not (tmp_path / "tables").exists()


def test_every_fault_is_told_at_once(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in ("01", "02", "03"):
        path = sources / "fiches" / f"{number}.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("lecture: ", "lecture: x", 1), encoding="utf-8")
    assert build(sources, tmp_path / "tables") == 1
    message = capsys.readouterr().err
    assert all(f"fiches/{number}.yml" in message for number in ("01", "02", "03"))


def test_a_quote_longer_than_forty_words_is_refused(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sources / "fiches" / "05.yml"
    content = path.read_text(encoding="utf-8").replace('citation: "X"', f'citation: "{"mot " * 41}"', 1)
    path.write_text(content, encoding="utf-8")
    assert build(sources, tmp_path / "tables") == 1
    assert "40 mots au plus" in capsys.readouterr().err


@pytest.mark.parametrize("file", ["indicators.yml", "caveats.yml", "calendar.yml", "fiches/07.yml", "workshop.csv"])
def test_an_emptied_file_is_never_taken_for_no_fact(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    (sources / file).write_text("", encoding="utf-8")
    assert build(sources, tmp_path / "tables") == 1
    assert file in capsys.readouterr().err
    assert not (tmp_path / "tables").exists()


@pytest.mark.parametrize("written", ["0100", "1:30", "1_000", ".inf", "12,5", "no", "1e3"])
def test_a_number_means_what_is_typed_or_nothing(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    path = sources / "indicators.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("valeur: 51", f"valeur: {written}", 1), encoding="utf-8")
    code = build(sources, tmp_path / "tables")
    if written == "0100":
        value = pd.read_parquet(tmp_path / "tables" / "observations.parquet").query("observation_id == 'fs_2023_09'")
        assert (code, value["value"].tolist()) == (0, [100.0])
    else:
        assert code == 1
        assert "« valeur »" in capsys.readouterr().err


def test_a_file_nobody_reads_is_told(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(sources / "fiches" / "16.yml", sources / "fiches" / "17.yml")
    assert build(sources, tmp_path / "tables") == 1
    assert "fiches/17.yml" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["action: 5\x00\n", "2023: x\n", "- a\n- b\n", "action: .inf\n"])
def test_a_strange_file_gives_a_message_and_no_trace(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (sources / "fiches" / "05.yml").write_text(content, encoding="utf-8")
    assert build(sources, tmp_path / "tables") == 1
    assert "fiches/05.yml" in capsys.readouterr().err


def test_an_unreadable_reference_is_told(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = [
        "--sources",
        str(sources),
        "--tables",
        str(tmp_path / "tables"),
        "--reference",
        str(tmp_path / "nowhere"),
    ]
    assert main(options) == 1
    message = capsys.readouterr().err
    assert "Les tables n'ont pas été changées" in message
    assert "None" not in message


def test_a_build_killed_between_its_two_renames_is_mended(sources: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    assert build(sources, tables) == 0
    kept = digests(tables)
    tables.rename(tmp_path / ".tables-previous")
    (tmp_path / ".tables-abcdef12").mkdir()
    assert build(sources, tables) == 0
    assert digests(tables) == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sources", "tables"]
