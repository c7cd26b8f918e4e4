"""What an arrondissement meeting takes in and gives back: the sheet of a table, the two-page restitution. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from components.exports.document import (
    AnswerLines,
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    KeyValue,
    Origin,
    PageBreak,
    Paragraph,
    Table,
)
from components.formats import listing, plural
from data.deciding.gatherings import FAMILY_LABELS, REMARK_LABELS, ROUND_LABELS, Remark
from data.deciding.orientations import is_new

#: Height, in lines of the table, that contributions may take on the two pages beside all the rest; measured on the
#: three formats, LibreOffice and Word being looser than PDF.
BUDGET = 66.0
#: Characters of a contribution, and of a list of names, that the restitution quotes; the annex holds them whole.
QUOTED, NAMED = 260, 190
#: Characters that a line of each column holds, and the height a row takes besides its lines.
_WIDTHS = (1, 2.4, 0.9, 0.9)
_CHARS, _ROW = (16, 38, 14, 14), 0.6
#: Objects and places that a row names before it counts the others.
_LISTED, _PLACED = 4, 2
#: Characters of a title under the tables, and of one of its lines; the height of such a line.
_TITLE, _TITLE_CHARS, _TITLE_HEIGHT = 150, 90, 1.25
ANNEX = "« Contributions, relevé intégral »"


@dataclass(frozen=True)
class Occasion:
    """Which meeting: `place` with its kind (« Arrondissement de Cambrai »), `leaders` in the order they are named.

    `when`: its day in words; `where`: the room, empty when no meeting was prepared.
    """

    place: str
    leaders: tuple[str, ...]
    round_code: str
    when: str
    where: str = ""

    @property
    def co_led(self) -> str:
        return f"Rencontre conduite à parts égales par : {' et '.join(self.leaders)}."

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        told = (("Rencontre", ROUND_LABELS[self.round_code]), ("Date", self.when))
        return (*told, ("Lieu", self.where)) if self.where else told


@dataclass(frozen=True)
class Heard:
    """Who spoke, who offered to govern, who has not spoken: names, then families as codes.

    `communes`: how many there are. `epci_elsewhere`: EPCI of this arrondissement heard in another one only.
    """

    volunteers: Sequence[str] = ()
    silent_epci: Sequence[str] = ()
    silent_families: Sequence[str] = ()
    silent_communes: Sequence[str] = ()
    communes: int = 0
    bodies: Sequence[str] = ()
    epci_elsewhere: Sequence[str] = ()


def collection_sheet(occasion: Occasion, objects: Mapping[str, str], origin: Origin, tables: int = 1) -> Document:
    """A sheet, front and back, for each table, to fill in by hand: the fields of the form, in its order."""
    blocks: list[Block] = []
    for number in range(1, tables + 1):
        seat = str(number) if tables > 1 else ""
        blocks += [
            *([PageBreak()] if number > 1 else []),
            *([Heading(1, f"Table {number}")] if tables > 1 else []),
            Paragraph(occasion.co_led),
            KeyValue((*occasion.facts, ("Table n°", seat), ("Rapporteur (organisme, fonction)", ""))),
            AnswerLines("Organismes présents à la table (organismes et fonctions, sans nom de personne)", 4),
            AnswerLines("Besoins : qui le dit, pour quelles actions ou orientations, sur quels territoires ?", 6),
            AnswerLines("Difficultés : qui, sur quoi, où ?", 5),
            PageBreak(),
            AnswerLines("Avis sur les actions et les orientations : qui, sur quoi, où ?", 8),
            AnswerLines("Propositions : qui, sur quoi, où ?", 9),
            AnswerLines("Organismes volontaires pour la gouvernance territoriale", 4),
        ]
    orientations = {code: label for code, label in objects.items() if code.startswith("orientation:")}
    new = {code: label for code, label in orientations.items() if is_new(code)}
    blocks += [
        PageBreak(),
        Heading(1, "Aide-mémoire : les orientations 2017-2023"),
        Bullets(tuple(label for code, label in orientations.items() if code not in new)),
        *([Heading(1, "Les orientations propres à 2025-2030"), Bullets(tuple(new.values()))] if new else []),
        Heading(1, "Les actions 2017-2023"),
        Bullets(tuple(label for code, label in objects.items() if code.startswith("action:"))),
    ]
    return Document("Fiche de recueil, par table", origin, tuple(blocks), subtitle=occasion.place)


def restitution(
    occasion: Occasion,
    objects: Mapping[str, str],
    places: Mapping[str, str],
    remarks: Sequence[Remark],
    heard: Heard,
    origin: Origin,
) -> Document:
    """What was said in an arrondissement, the same day, on two pages: nothing is decided here.

    What does not fit is counted, and stands in the annex. Who was not there reads what each number stands for.
    """
    shown = fitting(remarks, objects, places)
    bodies = heard.bodies
    count = plural(len(remarks), "contribution")
    by = "d'un seul organisme" if len(bodies) == 1 else f"de {len(bodies)} organismes"
    left_out, cut = len(remarks) - len(shown), sum(len(remark.text) > QUOTED for remark in shown)
    blocks: list[Block] = [
        Paragraph(occasion.co_led),
        KeyValue(
            (
                *occasion.facts,
                ("Recueil", f"{count} {by}" if remarks else "aucune contribution"),
                ("Organismes entendus", _names(bodies) or "aucun"),
                ("Volontaires pour la gouvernance territoriale", _names(heard.volunteers) or "aucun à ce jour"),
            )
        ),
        Callout("Ce document n'est pas une décision", "Il restitue ce qui a été dit, par qui, sans l'arbitrer."),
    ]
    if left_out or cut:
        blocks.append(Paragraph(_left_words(left_out, cut)))
    for kind, label in REMARK_LABELS.items():
        said, here = [r for r in remarks if r.kind == kind], [r for r in shown if r.kind == kind]
        if not said:
            blocks.append(Paragraph(f"{label} : rien n'a été dit.", small=True))
            continue
        part = f", dont {len(here)} ci-dessous" if len(here) < len(said) else ""
        rows = tuple(_row(remark, objects, places) for remark in here)
        caption = f"{label} : {plural(len(said), 'contribution')}{part}"
        blocks.append(Table(caption, ("Organisme", "Ce qui est dit", "Porte sur", "Où"), rows, widths=_WIDTHS))
    if cited := list(dict.fromkeys(code for remark in shown for code in remark.objects[:_LISTED] if code in objects)):
        titles = tuple(_title(code, objects) for code in sorted(cited, key=list(objects).index))
        blocks += [Heading(1, "Les actions et les orientations citées"), Bullets(titles)]
    blocks += [Heading(1, "Pas encore entendus à ce jour dans l'arrondissement"), Bullets(_silent_lines(heard))]
    return Document("Restitution de la rencontre", origin, tuple(blocks), subtitle=occasion.place)


def contributions_annex(
    occasion: Occasion,
    objects: Mapping[str, str],
    places: Mapping[str, str],
    remarks: Sequence[Remark],
    origin: Origin,
) -> Document:
    """Every contribution, whole: what the two pages cannot hold."""
    blocks: list[Block] = [Paragraph(occasion.co_led), KeyValue(occasion.facts)]
    for kind, label in REMARK_LABELS.items():
        rows = tuple(
            (
                f"{remark.body} ({FAMILY_LABELS[remark.family]})",
                remark.text,
                listing([objects.get(code, code) for code in remark.objects]) or "–",
                listing([places.get(code, code) for code in remark.territories]) or "tout l'arrondissement",
            )
            for remark in remarks
            if remark.kind == kind
        )
        header = ("Organisme", "Ce qui est dit", "Actions et orientations", "Territoires")
        blocks.append(
            Table(f"{label} : {plural(len(rows), 'contribution')}", header, rows, widths=(1.1, 2.2, 1.6, 1.1))
            if rows
            else Paragraph(f"{label} : rien n'a été dit.", small=True)
        )
    return Document("Contributions, relevé intégral", origin, tuple(blocks), subtitle=occasion.place)


def fitting(remarks: Sequence[Remark], objects: Mapping[str, str], places: Mapping[str, str]) -> tuple[Remark, ...]:
    """The contributions that two pages hold: one of each kind in turn, in the order they were recorded.

    What is cited for the first time takes the height of its title too.
    """
    by_kind = ([remark for remark in remarks if remark.kind == kind] for kind in REMARK_LABELS)
    kept, height = [], 0.0
    cited: set[str] = set()
    for turn in zip_longest(*by_kind):
        for remark in turn:
            if remark is None:
                continue
            named = set(remark.objects[:_LISTED]) - cited
            titles = sum(_TITLE_HEIGHT * _lines(_title(code, objects), _TITLE_CHARS) for code in named)
            taken = _height(_row(remark, objects, places)) + titles
            if height + taken <= BUDGET:
                kept.append(remark)
                cited |= named
                height += taken
    order = {remark.remark_id: place for place, remark in enumerate(remarks)}
    return tuple(sorted(kept, key=lambda remark: order[remark.remark_id]))


def _height(row: Sequence[str]) -> float:
    return _ROW + max(_lines(cell, width) for cell, width in zip(row, _CHARS, strict=True))


def _lines(words: str, width: int) -> int:
    """Lines that words take in a column: those typed, each cut where it is too long."""
    return sum(max(1, -(-len(line) // width)) for line in words.split("\n"))


def _row(remark: Remark, objects: Mapping[str, str], places: Mapping[str, str]) -> tuple[str, str, str, str]:
    # « Action 5 – title » → « Action 5 »: its title stands under the tables, once.
    table = f" (table {_short(remark.table, 12)})" if remark.table else ""
    return (
        f"{_short(remark.body, 60)}{table}",
        _short(" / ".join(line for line in remark.text.split("\n") if line.strip()), QUOTED),
        _listed([_about(code, objects.get(code, code)) for code in remark.objects], _LISTED) or "–",
        _listed([places.get(code, code) for code in remark.territories], _PLACED) or "tout l'arrondissement",
    )


def _title(code: str, objects: Mapping[str, str]) -> str:
    return _short(objects.get(code, code), _TITLE)


def _listed(names: Sequence[str], most: int) -> str:
    """The first names of a row; the others are counted."""
    left = len(names) - most
    return f"{', '.join(names[:most])} et {plural(left, 'autre')}" if left > 0 else listing(list(names))


def _about(code: str, words: str) -> str:
    """« Action 5 »; an orientation of 2025-2030 alone has no number anyone knows: its words go with it."""
    name, _, title = words.partition(" – ")
    return f"{name}, « {_short(title, 60)} »" if is_new(code) and title else name


def _short(words: str, limit: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else words[: limit - 4].rsplit(" ", 1)[0] + " […]"


def _names(names: Sequence[str]) -> str:
    """As many names as a few lines hold; the others are counted."""
    kept: list[str] = []
    for name in names:
        if kept and len(listing([*kept, name])) > NAMED:
            break
        kept.append(_short(name, 90))
    left = len(names) - len(kept)
    return f"{', '.join(kept)} et {plural(left, 'autre')}" if left else listing(kept)


def _left_words(left_out: int, cut: int) -> str:
    parts = []
    if left_out:
        parts.append(f"{plural(left_out, 'contribution')} ne {'tiennent' if left_out > 1 else 'tient'} pas ici")
    if cut:
        parts.append(f"{plural(cut, 'texte est abrégé', 'textes sont abrégés')} par « […] »")
    return f"{' ; '.join(parts)} : tout est dans l'annexe {ANNEX}."


def _silent_lines(heard: Heard) -> tuple[str, ...]:
    families = [FAMILY_LABELS[code] for code in heard.silent_families]
    mute = len(heard.silent_communes)
    elsewhere = _names(heard.epci_elsewhere)
    elsewhere = f" Entendu dans un autre arrondissement : {elsewhere}." if elsewhere else ""
    communes = f"{mute} sur {heard.communes} ({_names(heard.silent_communes)})" if mute else "toutes ont été entendues"
    return (
        f"EPCI : {_names(heard.silent_epci) or 'tous ont été entendus'}.{elsewhere}",
        f"Communes, par elles-mêmes ou leur CCAS : {communes}.",
        f"Types d'organismes : {_names(families) or 'tous entendus'}.",
    )
