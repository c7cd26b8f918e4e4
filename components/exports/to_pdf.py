"""A `Document` as a tagged PDF (PDF/UA-1 and PDF/A-2a asked of typst in one call). Pure.

Strict export refuses a file that breaks the rules it checks; it does not check them all: conformity is never claimed.
Words go to the template as data, so a text full of markup prints as it was typed. The same document gives the same
bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst

from components.exports.document import (
    AnswerLines,
    Block,
    Bullets,
    Callout,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValue,
    Paragraph,
    Quote,
    Signatures,
    Table,
    Words,
    runs_of,
)
from components.exports.inert import LONGEST_WORD, breakable, inert, universal
from components.exports.steps import Step, Tell, silent
from components.exports.undrawn import note, spelled

OWNER = "SDAASP du Nord – comité de pilotage"
_HERE = Path(__file__).parent
#: The two standards asked of the export, together.
STANDARDS: list[Any] = ["ua-1", "a-2a"]
#: Letters that hold across a page, in the size of a table.
LETTERS = 88
_REFUSED_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed|codepoint `"(.+?)"`')


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_HERE / "fonts")])


@cache
def _template() -> bytes:
    return (_HERE / "templates" / "document.typ").read_bytes()


def pdf_bytes(document: Document, tell: Tell = silent) -> bytes:
    """The file. Raises `typst.TypstError` when strict export refuses it (an alternative text is missing, say).

    The pages are set in one call, which cannot be cut short: who stops meanwhile gets nothing once it is over.
    """
    tell(Step("Mise en page du PDF", 0, 2))
    files: dict[str, bytes] = {"main.typ": _template()}
    written = {
        "title": _said(document.title),
        "short": _said(document.title)[:90],
        "subtitle": _said(document.subtitle),
        "mark": _said(document.mark),
        "owner": OWNER,
        "made": inert(f"{document.origin.made_at:%d/%m/%Y} · données {document.origin.data_version}"),
        "origin": [_said(line) for line in document.origin.lines()],
        "blocks": [_block(block, files) for block in document.blocks],
    }
    text, changed = json.dumps(written, ensure_ascii=False), 0
    tell(Step("Mise en page du PDF, d'un seul tenant", 1, 2))
    # What no font draws is known when the export refuses it; each refusal names every such sign.
    for _ in range(3):
        try:
            return _compiled(files, _noted(text, changed), document.origin.made_at)
        except typst.TypstError as refused:
            signs = {sign for pair in _REFUSED_SIGN.findall(refused.diagnostic) for sign in pair if sign}
            if not signs:
                raise
            text, places = spelled(text, signs)
            changed += places
    text, places = spelled(text, set(re.findall(r"[^\x00-\u024f\u2010-\u203a\u20ac]", text)))
    return _compiled(files, _noted(text, changed + places), document.origin.made_at)


def _noted(text: str, changed: int) -> str:
    """The same document, which says at its end what was written in words."""
    if not changed:
        return text
    written = json.loads(text)
    return json.dumps({**written, "origin": [*written["origin"], _said(note(changed))]}, ensure_ascii=False)


def svg_to_png(svg: bytes, width_cm: float, ppi: float = 200) -> bytes:
    """A drawing as pixels, for the formats that cannot hold an SVG."""
    page = f'#set page(width: {width_cm}cm, height: auto, margin: 0pt)\n#image("drawing.svg", width: 100%)'
    files: Any = {"main.typ": page.encode(), "drawing.svg": svg}
    made: Any = typst.compile(files, font_paths=_fonts(), format="png", ppi=ppi)
    return made[0] if isinstance(made, list) else made


def _compiled(files: Any, text: str, made_at: dt.datetime) -> bytes:
    made: Any = typst.compile(
        files,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"document": text},
        pdf_standards=STANDARDS,
        timestamp=universal(made_at),
    )
    return made


def _said(words: str, room: int = LONGEST_WORD) -> str:
    """`room`: how many letters hold on a line; a longer word may be cut, else it is drawn over what stands beside."""
    return breakable(inert(words), min(max(room, 4), LONGEST_WORD))


def _runs(words: Words) -> list[dict[str, Any]]:
    return [{"text": _said(run.text), "bold": run.bold, "italic": run.italic} for run in runs_of(words)]


def _block(block: Block, files: dict[str, bytes]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _said(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block.words), "small": block.small}
        case Bullets():
            return {"kind": "bullets", "items": [_runs(item) for item in block.items], "numbered": block.numbered}
        case Quote():
            return {"kind": "quote", "text": _said(block.text), "source": _said(block.source)}
        case Callout():
            return {"kind": "callout", "title": _said(block.title), "runs": _runs(block.words)}
        case KeyValue():
            rows = [[_said(name), _said(value)] for name, value in block.rows]
            return {"kind": "keyvalue", "rows": rows, "caption": _said(block.caption)}
        case Table():
            shares = block.widths or (1,) * len(block.header)
            rooms = [int(LETTERS * share / sum(shares)) for share in shares]
            return {
                "kind": "table",
                "caption": _said(block.caption),
                "header": [_said(cell) for cell in block.header],
                "rows": [[_said(cell, room) for cell, room in zip(row, rooms, strict=True)] for row in block.rows],
                "widths": list(shares),
                "numeric": list(block.numeric),
            }
        case Figure():
            name = f"figure-{len(files)}.{'svg' if block.is_svg else 'png'}"
            files[name] = block.image
            return {
                "kind": "figure",
                "file": name,
                "alt": inert(block.alt),
                "caption": _said(block.caption),
                "source": _said(block.source),
                "width_cm": block.width_cm,
            }
        case AnswerLines():
            return {
                "kind": "answer",
                "question": _said(block.question),
                "lines": block.lines,
                "choices": [_said(choice) for choice in block.choices],
            }
        case Signatures():
            return {
                "kind": "signatures",
                "blocks": [_said(who) for who in block.blocks],
                "fields": [_said(field) for field in block.fields],
            }
        case Contents():
            return {"kind": "contents"}
        case _:
            return {"kind": "pagebreak"}
