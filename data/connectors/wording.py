"""French sentences: no-break spaces, singular and plural. Pure, standard library only."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"


def typography(text: str) -> str:
    """Return the sentence with the no-break spaces that French punctuation asks for."""
    return re.sub(r"(?<=\S) (?=[:;?!»%€])|(?<=«) ", NO_BREAK, text)


def of_place(name: str) -> str:
    """« d'Anor », « du Quesnoy », « des Moëres », « de Lille », « de La Gorgue »."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return ("d'" if name[:1].casefold() in "aeiouyhâàéèêëîïôœ" else "de ") + name


def at_place(name: str) -> str:
    """« à Lille », « au Quesnoy », « aux Moëres », « à La Gorgue »."""
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"à {name}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """« 1 commune », « 16 communes », « 0 commune »: French keeps the singular below two."""
    return f"{count} {one if abs(count) < 2 else (many or one + 's')}"
