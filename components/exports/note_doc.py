"""« Note d'arrondissement »: the two pages a sub-prefect, or the Département's officer, takes away. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.exports.decided_words import Decided, Meetings, count_decided, meetings_words, sense_words
from components.exports.document import Block, Bullets, Document, Heading, Origin, Paragraph, Table, bold
from components.exports.fiche_blocks import left_out
from components.formats import listing, number, plural, quantity, truncated
from components.key_sentences import taken_words
from components.profile import FIGURE_LABELS, Fact, Figures, figures_rows
from components.territory_reach import SetReach
from data.model import FACT_STATE_LABELS, LINK_LABELS, READING_LABELS, ActionStatus, Caveat, TerritoryLink

#: Room on the two pages.
QUESTIONS, FACTS, CAVEATS, REACHES = 8, 3, 2, 3


@dataclass(frozen=True)
class NoteMaterial:
    """What a note says of one arrondissement. `decided`: the decisions in force on the actions.
    `meetings`: where they were taken.

    `reaches`: what is within `threshold` of each set of points, here then in the rest of the Nord.
    """

    name: str
    statuses: Sequence[ActionStatus]
    links: Mapping[int, TerritoryLink]
    decided: Decided
    figures: Figures
    rest: Figures
    facts: Sequence[Fact]
    asked: Sequence[tuple[str, int]]
    reaches: Sequence[SetReach]
    threshold: str
    caveats: Sequence[Caveat]
    meetings: Meetings = field(default_factory=dict)


def build_note(note: NoteMaterial, origin: Origin) -> Document:
    """The document, two pages; what does not fit is counted."""
    return Document("Note d'arrondissement", origin, (*_opening(note), *note_blocks(note, 1)), note.name)


def note_blocks(note: NoteMaterial, level: int) -> tuple[Block, ...]:
    """The parts of a note, under headings of this level."""
    return (
        _heading(level, "Questions à poser en réunion"),
        *_questions(note),
        _heading(level, "Les seize actions"),
        _actions(note),
        *_taken(note),
        _heading(level, "Chiffres clés"),
        _figures(note),
        _heading(level, "Couverture et écarts avec le reste du Nord"),
        *_reaches(note),
        _heading(level, "Ce que le bilan y situe"),
        *_facts(note),
        _heading(level, "Précautions de lecture"),
        *_caveats(note),
    )


def _heading(level: int, words: str) -> Heading:
    return Heading(1 if level == 1 else 2, words)


def _opening(note: NoteMaterial) -> tuple[Block, ...]:
    cited = sum(link.link == "cited" for link in note.links.values())
    taken = taken_words(count_decided(note.decided))
    return (
        Paragraph(
            (
                bold(f"{plural(cited, 'action cite', 'actions citent')} l'arrondissement"),
                f" sur {len(note.statuses)} ; les autres l'incluent sans le citer ou citent d'autres territoires. "
                f"À ce jour, {taken}.",
            )
        ),
    )


def _questions(note: NoteMaterial) -> tuple[Block, ...]:
    if not note.asked:
        return (Paragraph("Aucune question ne se déduit du document pour ce territoire."),)
    # The same question is asked once, of all its actions, as on screen; what is asked of a status before any fact.
    actions: dict[str, list[str]] = {}
    for question, action in sorted(note.asked, key=lambda one: one[0].startswith("«")):
        actions.setdefault(question, []).append(str(action))
    said = [
        f"{question} (action{'s' if len(found) > 1 else ''} {listing(found)})" for question, found in actions.items()
    ]
    left = left_out(len(said) - QUESTIONS, "autre question", "autres questions")
    return Bullets(tuple(said[:QUESTIONS]), numbered=True), *left


def _actions(note: NoteMaterial) -> Table:
    rows = tuple(
        (
            f"{status.action_id} – {truncated(status.title, 62)}",
            READING_LABELS[status.reading],
            sense_words(note.decided.get(status.action_id, ())),
            _how(note.links[status.action_id]),
        )
        for status in note.statuses
    )
    return Table(
        "Statut que la fiche propose (2023), décision du COPIL, lien avec l'arrondissement",
        ("Action", "Proposition (2023)", "Décision", "Lien"),
        rows,
        (0.43, 0.17, 0.25, 0.15),
    )


def _taken(note: NoteMaterial) -> tuple[Block, ...]:
    where = meetings_words((one for found in note.decided.values() for one in found), note.meetings)
    return (Paragraph(f"Décisions prises : {where}.", small=True),) if where else ()


def _how(link: TerritoryLink) -> str:
    return LINK_LABELS[link.link] + (", prioritaire" if link.priority else "")


def _figures(note: NoteMaterial) -> Table:
    own, rest = figures_rows(note.figures), figures_rows(note.rest)
    return Table(
        "Chiffres clés (Insee, populations municipales ; DILA, mairies ; Licence Ouverte 2.0)",
        ("Chiffre", note.name, "Reste du Nord"),
        tuple(zip(FIGURE_LABELS, own, rest, strict=True)),
        (0.4, 0.3, 0.3),
    )


def _gap(one: SetReach) -> float:
    """How far the territory is from the rest of the Nord, 0 to 1; where a share is unknown, nothing can be said."""
    own, rest = (part.share for part in one.reached[:2])
    return -1.0 if own is None or rest is None else abs(own - rest)


def _reaches(note: NoteMaterial) -> tuple[Block, ...]:
    """The widest gaps first; what everybody is near to, here as elsewhere, says nothing and is left out."""
    told = [one for one in note.reaches if any(part.share is None or part.share < 1 for part in one.reached[:2])]
    shown = sorted(told, key=_gap, reverse=True)
    rows = tuple(
        (
            one.label,
            *(_share(part.share) for part in one.reached[:2]),
            number(one.reached[0].beyond_hab),
        )
        for one in shown[:REACHES]
    )
    if not rows:
        return (Paragraph("Aucun jeu de points n'est disponible."),)
    return (
        Table(
            f"Habitants à {note.threshold} ou moins, à vol d'oiseau, du centre de la commune (calculé)",
            ("Points", note.name, "Reste du Nord", "Habitants au-delà"),
            rows,
            (0.4, 0.2, 0.2, 0.2),
            (1, 2, 3),
        ),
        *left_out(len(shown) - REACHES, "autre jeu de points", "autres jeux de points"),
    )


def _share(share: float | None) -> str:
    return "part inconnue" if share is None else quantity(100 * share, "%", 1)


def _facts(note: NoteMaterial) -> tuple[Block, ...]:
    services = [fact for fact in note.facts if not fact.finding]
    if not services:
        return (Paragraph("Le bilan n'y situe aucun service ni équipement."),)
    lines = tuple(
        f"{fact.service} (action {fact.action_id}), {fact.written} : "
        + (quantity(fact.value, fact.unit) if fact.value is not None else "nombre non donné")
        + f", {FACT_STATE_LABELS[fact.state].lower()}"
        + (", semble répété" if fact.duplicate else "")
        for fact in services[:FACTS]
    )
    return Bullets(lines), *left_out(len(services) - FACTS, "autre fait situé", "autres faits situés")


def _caveats(note: NoteMaterial) -> tuple[Block, ...]:
    shown = [one for one in note.caveats if one.severity != "C"]
    if not shown:
        return (Paragraph("Aucune précaution de lecture n'est attachée."),)
    lines = tuple((bold(f"{one.title}."), f" {truncated(one.effect, 110)}") for one in shown[:CAVEATS])
    return Bullets(lines), *left_out(len(shown) - CAVEATS, "autre précaution", "autres précautions")
