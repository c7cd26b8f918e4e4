"""The acronyms of what is read, spelt out under it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from components.html import Html, element

_ACRONYM = re.compile(r"\b[0-9]?[A-Z]{2,}\b")


def acronyms_line(texts: Iterable[str], known: Mapping[str, str]) -> Html | None:
    """« Sigles : 3CA, CC Cœur de l'Avesnois (…) ; … »; None when the texts hold none that is known.

    `known`: acronym → what it stands for.
    """
    met = {acronym for words in texts for acronym in _ACRONYM.findall(words)} & known.keys()
    if not met:
        return None
    said = " ; ".join(f"{acronym}, {known[acronym]}" for acronym in sorted(met))
    return element("p", element("strong", "Sigles : "), f"{said}.", class_="sd-small")
