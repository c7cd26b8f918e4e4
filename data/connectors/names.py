"""Names brought to one form, so that two spellings of one thing compare equal. Pure, standard library only."""

from __future__ import annotations

import re
import unicodedata

_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints"}


def _plain(written: str) -> str:
    lowered = written.casefold().replace("œ", "oe").replace("æ", "ae")
    spread = unicodedata.normalize("NFKD", lowered)
    return "".join(character for character in spread if not unicodedata.combining(character))


def normalise_column(written: str) -> str:
    """« #Code_INSEE » → `code_insee`, « Segment(s) DRG » → `segment_s_drg`: no accent, words joined by underscores.

    « + » stays a word: « Voyageurs + Non voyageurs » is not « Voyageurs ».
    """
    return "_".join(re.findall(r"[a-z0-9]+|\+", _plain(written.lstrip("\ufeff"))))


def normalise_commune(written: str) -> str:
    """« ST ANDRE LEZ LILLE », « Saint-André-lez-Lille » → `saint andre lez lille`; « CEDEX 9 » is dropped."""
    words = re.findall(r"[a-z0-9]+", _plain(written))
    if "cedex" in words:
        words = words[: words.index("cedex")]
    return " ".join(_ABBREVIATIONS.get(str(word), str(word)) for word in words)


def normalise_label(written: str) -> str:
    """A point's name without case, accents or punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", _plain(written)))
