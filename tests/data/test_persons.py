"""No person's name anywhere: bodies and functions only. The names are read from the documents, never written here."""

import re
from pathlib import Path

import pandas as pd
import pytest

from tests.data.source_text import raw_text

ROOT = Path(__file__).parents[2]
READ = {".yml", ".csv", ".md", ".py", ".toml", ".css", ".js", ".txt", ".json"}
_GIVEN = r"[A-ZÉÈ][a-zéèêëïüç]+(?:-[A-ZÉÈ][a-zéèêëïüç]+)?"
_FAMILY = r"(?:LE |VAN |DE )?[A-ZÉÈ]{3,}(?:-[A-ZÉÈ]{3,})?"


def persons() -> set[str]:
    """Those present, represented, excused and absent; the signatories; those who filled in the fiches; those cited."""
    text = raw_text()
    council = text[text.index("Réuni à Lille") : text.index("OBJET : Actualisation")]
    authors = re.findall(r"Fiche élaborée par</i>.*\n(?!La Direction)(.+)\t", text)
    signed = re.findall(rf"\n({_GIVEN} {_FAMILY})\n", text)
    cited = re.findall(rf"(?:dixit |\(|» )({_GIVEN} {_GIVEN}) –", text)
    found = {*signed, *cited}
    for part in (council, *authors):
        found |= {" ".join(pair) for pair in re.findall(rf"\b({_GIVEN}) ({_FAMILY})\b", part)}
        found |= set(re.findall(rf"(?: : | et )({_GIVEN} {_GIVEN})(?= et |$)", part))
    return found


@pytest.fixture(scope="module")
def names() -> set[str]:
    found = persons()
    assert len(found) > 90, "the lists of those present and of those who wrote the fiches are read"
    return found


def test_no_name_in_any_tracked_text(names: set[str]) -> None:
    leaks = []
    for path in ROOT.rglob("*"):
        if path.suffix not in READ or any(part.startswith(".venv") or part == ".git" for part in path.parts):
            continue
        content = re.sub(r"\s+", " ", path.read_text(encoding="utf-8", errors="ignore")).casefold()
        leaks += [f"{path.relative_to(ROOT)} : {name}" for name in names if name.casefold() in content]
    assert not leaks


def test_no_name_in_any_table(names: set[str], tables: dict[str, pd.DataFrame]) -> None:
    leaks = []
    for table, data in tables.items():
        content = " ".join(" ".join(data[c].dropna().astype("str")) for c in data.columns if data[c].dtype == "str")
        content = re.sub(r"\s+", " ", content).casefold()
        leaks += [f"{table} : {name}" for name in names if name.casefold() in content]
    assert not leaks
