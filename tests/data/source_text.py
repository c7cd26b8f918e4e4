"""The text of the documents, where it is present beside the project; the tests that need it skip, saying so."""

import html
import re
from functools import cache
from pathlib import Path

import pytest

PATH = Path(__file__).parents[3] / "shared" / "source" / "sdaasp_nord_bilan_2017_2023.txt"


@cache
def raw_text() -> str:
    if not PATH.is_file():
        pytest.skip("le texte du bilan n'est pas à côté du projet")
    return PATH.read_text(encoding="utf-8")


def normalised(words: str) -> str:
    """Without tags, asterisks, `^{}` wrappers, and with single spaces: how quotes are compared with the document."""
    words = html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", "", words)).replace("*", "")
    words = re.sub(r"\^\{([^}]*)\}", r"\1", words)
    return re.sub(r"\s+", " ", words).strip()


@cache
def source_text() -> str:
    return normalised(raw_text())
