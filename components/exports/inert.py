"""Texts that any file may hold, and file names. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zipfile
from io import BytesIO

from components.html import typographic

#: Marks that reverse the order in which a text is read: what is signed must read as it was written.
_REVERSING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: A word longer than this may be cut anywhere: it would leave the page.
LONGEST_WORD = 32


def inert(words: str) -> str:
    """`words` without what no document may hold (controls, halves of characters, private use), spaced in French.

    Line ends are kept as « \\n », tabulations become spaces.
    """
    kept = []
    for sign in unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "):
        category = unicodedata.category(sign)
        if sign == "\n":
            kept.append(sign)
        elif category in {"Cc", "Cs", "Co", "Cn"} or sign in _REVERSING or sign == "\ufeff":
            continue
        elif category in {"Zl", "Zp"}:
            kept.append("\n")
        else:
            kept.append(sign)
    return typographic("".join(kept))


def breakable(words: str, longest: int = LONGEST_WORD) -> str:
    """Words longer than `longest` letters with places where the line may end (invisible)."""
    return re.sub(rf"\S{{{longest}}}(?=\S)", lambda found: found.group() + "\u200b", words)


def file_name(what: str, when: dt.date, suffix: str) -> str:
    """« Relevé de décisions », 5 February 2027, « pdf » → `sdaasp-nord_releve-de-decisions_2027-02-05.pdf`."""
    return f"sdaasp-nord_{plain_name(what)}_{when.isoformat()}.{suffix}"


def plain_name(what: str) -> str:
    """« Relevé de décisions » → `releve-de-decisions`: what any system takes in the name of a file."""
    plain = unicodedata.normalize("NFKD", what).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].strip("-") or "document"


def universal(when: dt.datetime) -> dt.datetime:
    """The same moment as the properties of a file write it, in universal time. A date without zone is the server's."""
    return when.astimezone(dt.UTC).replace(microsecond=0)


def repacked(package: bytes, when: dt.datetime, replaced: dict[str, bytes] | None = None) -> bytes:
    """The same zipped file with every member dated `when`: what says the same is the same, byte for byte.

    `replaced`: members whose content is given anew. The order of members is kept (OpenDocument asks for it).
    """
    stamp = max(when.replace(tzinfo=None), dt.datetime(1980, 1, 1)).timetuple()[:6]
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, stamp)
            info.compress_type = zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, (replaced or {}).get(member.filename, source.read(member.filename)))
    return out.getvalue()
