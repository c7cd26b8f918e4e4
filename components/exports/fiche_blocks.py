"""One action on two pages, as the bilan asked of its own fiches; the same blocks serve the dossier. Pure.

What does not fit is counted and said, never cut in silence: the whole fiche stays on screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from components.exports.document import Block, Bullets, Callout, Heading, KeyValue, Paragraph, Table, bold
from components.formats import UNDATED, listing, plural, truncated
from components.measure import value_words, when_words
from components.status import proposal_words
from data.model import (
    READING_LABELS,
    STATE_LABELS,
    ActionStatus,
    BodyRole,
    Caveat,
    Fiche,
    Item,
    Section,
)

Level = Literal[1, 2, 3]
#: Room of each part of the two pages: how many lines, and how long.
LINES = {"perspectives": 7, "actions_menees": 8, "situation": 7, "besoins": 6, "objectifs": 4}
LINE_LENGTH = 200
#: Where two pages are not promised.
NO_LIMIT = 100_000
FIGURES, CAVEATS, PARTNERS = 7, 4, 14
TITLES = {
    "perspectives": "Perspectives proposées",
    "situation": "Situation à mi-2023",
    "actions_menees": "Principales actions menées",
    "besoins": "Besoins repérés à mi-2023",
    "objectifs": "Objectifs",
}


def fiche_blocks(fiche: Fiche, decision: str = "", level: Level = 1, *, whole: bool = False) -> tuple[Block, ...]:
    """The blocks of one action, its title apart, under headings of this `level`.

    `decision`: the sentence in force, empty while none is taken. `whole`: no sentence is cut and no line left out,
    where two pages are not promised.
    """
    status = fiche.status
    before, after = (
        [block for name in names for block in _section(fiche.section(name), level, whole)]
        for names in (("perspectives",), ("situation", "actions_menees", "besoins", "objectifs"))
    )
    return (
        _status_callout(status, decision),
        KeyValue(_identity(fiche)),
        *before,
        *_figures(fiche, level, whole),
        *after,
        *_caveats(fiche.caveats, level, whole),
        Paragraph(f"Source : {status.source.document}, fiche {status.action_id}.", small=True),
    )


def _status_callout(status: ActionStatus, decision: str) -> Callout:
    said = (bold(READING_LABELS[status.reading]), f" – {proposal_words(status)}.")
    written = f" Écrit dans la fiche : {status.written}." if status.written else " La fiche n'écrit aucun statut."
    taken = (" Décision du COPIL : ", bold(decision)) if decision else (" Aucune décision n'est prise.",)
    return Callout("Statut proposé" if not decision else "Statut proposé et décision", (*said, written, *taken))


def _identity(fiche: Fiche) -> tuple[tuple[str, str], ...]:
    rows = [("Orientation 2017-2023 (rattachement déduit)", fiche.status.orientation)]
    rows += [
        ("Pilotage", _bodies(fiche.bodies, "pilot") or "éléments non communiqués"),
        ("Partenaires", _bodies(fiche.bodies, "partner") or "éléments non communiqués"),
    ]
    territories = list(dict.fromkeys(written for written, _, _ in fiche.priority_territories))
    rows.append(("Territoires prioritaires", " ; ".join(territories) or "éléments non communiqués"))
    return tuple(rows)


def _bodies(bodies: Sequence[BodyRole], role: str) -> str:
    labels = list(dict.fromkeys(body.label for body in bodies if body.role == role))
    rest = len(labels) - PARTNERS
    return listing([*labels[:PARTNERS], plural(rest, "autre")] if rest > 0 else labels)


def _section(section: Section, level: Level, whole: bool) -> tuple[Block, ...]:
    heading = Heading(level, TITLES[section.name])
    if section.state != "filled":
        return heading, Paragraph(STATE_LABELS[section.state])
    length = NO_LIMIT if whole else LINE_LENGTH
    lines = [truncated(_line(item), length) for item in section.items]
    room = NO_LIMIT if whole else LINES[section.name]
    rest = len(lines) - room
    said = (
        [Paragraph(f"et {plural(rest, 'autre ligne', 'autres lignes')} dans la fiche.", small=True)] if rest > 0 else []
    )
    lead = [Paragraph(truncated(section.lead, length))] if section.lead else []
    return heading, *lead, *([Bullets(tuple(lines[:room]))] if lines else []), *said


def _line(item: Item) -> str:
    status = f"{item.status_written} : " if item.status_written and len(item.status_written) < 40 else ""
    detail = f" – {item.detail}" if item.detail else ""
    points = f" ({'; '.join(point.text for point in item.points)})" if item.points else ""
    return f"{status}{item.text}{detail}{points}"


def _figures(fiche: Fiche, level: Level, whole: bool) -> tuple[Block, ...]:
    if not fiche.observations:
        return Heading(level, "Chiffres"), Paragraph("Aucun chiffre de cette action dans les documents.")
    rows = tuple(
        (one.label, value_words(one), when_words(one.when) or UNDATED, one.territory, one.source.place)
        for one in fiche.observations[: NO_LIMIT if whole else FIGURES]
    )
    rest = len(fiche.observations) - len(rows)
    return (
        Heading(level, "Chiffres"),
        Table(
            "Chiffres que les documents donnent sur le sujet",
            ("Ce qui est compté", "Valeur", "Date", "Territoire", "Endroit"),
            rows,
            (0.3, 0.21, 0.15, 0.15, 0.19),
            (1,),
        ),
        *(
            [Paragraph(f"et {plural(rest, 'autre valeur', 'autres valeurs')} dans la fiche.", small=True)]
            if rest
            else []
        ),
    )


def _caveats(caveats: Sequence[Caveat], level: Level, whole: bool) -> tuple[Block, ...]:
    shown = [one for one in caveats if one.severity != "C"]
    if not shown:
        return ()
    most, length = (NO_LIMIT, NO_LIMIT) if whole else (CAVEATS, 160)
    rest = len(shown) - most
    return (
        Heading(level, "Précautions de lecture"),
        Bullets(tuple((bold(f"{one.title}."), f" {truncated(one.effect, length)}") for one in shown[:most])),
        *left_out(rest, "autre précaution", "autres précautions"),
    )


def left_out(count: int, one: str, many: str) -> tuple[Block, ...]:
    """What is left out, counted."""
    return (Paragraph(f"et {plural(count, one, many)}, à lire à l'écran.", small=True),) if count > 0 else ()
