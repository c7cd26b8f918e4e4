"""Bytes to text, telling how it was done: nothing is guessed in silence. Standard library only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.connectors.refusal import RefusedError

_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)|^={7}$", re.MULTILINE)
_TWICE = re.compile("Ã[©¨ªàâ§´»®¯‰ˆ\u00a0]|â€[™œ“]|Å“")
"""UTF-8 read as Windows-1252 and written again: « Ã© » where « é » was meant."""


@dataclass(frozen=True)
class Decoded:
    """`notes` are (line or None, what was found, sentence in French)."""

    text: str
    encoding: str
    notes: tuple[tuple[int | None, str, str], ...] = ()


def decode(content: bytes, name: str) -> Decoded:
    """Return the text of a file in UTF-8, in Windows-1252, or line by line where it mixes the two.

    Raises:
        RefusedError: the text carries the marks of an unfinished merge.
    """
    decoded = _decode(content)
    if marker := _CONFLICT.search(decoded.text):
        line = decoded.text.count("\n", 0, marker.start()) + 1
        raise RefusedError(
            f"« {name} » porte à la ligne {line} une marque de conflit de fusion (« {marker.group(0).strip()} ») : "
            "deux versions du fichier y sont mêlées. Reprenez le fichier chez son producteur."
        )
    if twice := _TWICE.search(decoded.text):
        line = decoded.text.count("\n", 0, twice.start()) + 1
        note = (
            line,
            twice.group(0),
            f"Des accents sont abîmés dans le fichier lui-même (« {twice.group(0)} ») : repris tels quels.",
        )
        return Decoded(decoded.text, decoded.encoding, (*decoded.notes, note))
    return decoded


def _decode(content: bytes) -> Decoded:
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
        encoding = "UTF-8 avec marque d'ordre (BOM)"
    else:
        encoding = "UTF-8"
    try:
        return Decoded(content.decode("utf-8"), encoding)
    except UnicodeDecodeError:
        pass
    lines = content.split(b"\n")
    accented = [(number, line) for number, line in enumerate(lines, start=1) if not line.isascii()]
    foreign = [number for number, line in accented if not _is_utf8(line)]
    whole = content.decode("cp1252", errors="replace")
    if len(foreign) == len(accented):
        notes: list[tuple[int | None, str, str]] = []
        if "\ufffd" in whole:
            line = whole.count("\n", 0, whole.index("\ufffd")) + 1
            notes.append(
                (
                    line,
                    "\ufffd",
                    "Des octets n'ont pas de caractère en Windows-1252 : ils sont remplacés par « \ufffd ».",
                )
            )
        return Decoded(whole, "Windows-1252", tuple(notes))
    text = "\n".join(line.decode("utf-8" if _is_utf8(line) else "cp1252", errors="replace") for line in lines)
    shown = ", ".join(str(number) for number in foreign[:5]) + ("…" if len(foreign) > 5 else "")
    return Decoded(
        text,
        "UTF-8 et Windows-1252 mêlés",
        (
            (
                foreign[0],
                f"{len(foreign)} lignes",
                f"Deux encodages sont mêlés : {len(foreign)} lignes du texte sont en Windows-1252 ({shown}), les "
                "autres en UTF-8. Chacune a été lue dans le sien.",
            ),
        ),
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
