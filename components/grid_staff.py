"""The staff's part of the grid: what would change each proposal, whether it holds, the weights and their history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from components.formats import listing
from components.grid import result_badge
from components.html import Html, element, joined
from components.table import html_table
from data.decision import OPINION_LABELS
from data.grid import ACTIONS, OPEN, ROBUSTNESS_LABELS, Change, Examination, Flip, GridLine


def mixed_number(value: Fraction) -> str:
    """An exact weight as it is read: 25 → « 25 », 100/3 → « 33 1/3 »."""
    whole, rest = divmod(value.numerator, value.denominator)
    return f"{whole} {rest}/{value.denominator}" if rest else str(whole)


def change_words(changes: Sequence[Change], grid: Examination = ACTIONS) -> Html:
    """« Bon cadre : défavorable → réorientation », one line a set."""
    if not changes:
        return joined(["–"])
    return element(
        "ul",
        *(
            element(
                "li",
                listing([f"{grid.short[code]} : {OPINION_LABELS[opinion].lower()}" for code, opinion in change.moves]),
                f" → {grid.result_labels[change.result].lower()}",
            )
            for change in changes
        ),
        class_="sd-plain",
    )


def changes_block(changes: Sequence[Change], grid: Examination = ACTIONS) -> Html | None:
    """« Ce qui changerait la proposition », folded under the unit examined; None when nothing would."""
    if not changes:
        return None
    return element(
        "details",
        element("summary", "Ce qui changerait la proposition : le plus petit changement d'avis"),
        change_words(changes, grid),
        class_="sd-provenance",
    )


def flip_words(flips: Sequence[Flip], grid: Examination = ACTIONS) -> Html:
    """The exact weights at which the result changes, question by question."""
    if not flips:
        return joined(["aucun poids admis d'une seule question"])
    words = {
        (True, True): "à partir de",
        (True, False): "au-dessus de",
        (False, True): "jusqu'à",
        (False, False): "au-dessous de",
    }
    return element(
        "ul",
        *(
            element(
                "li",
                f"{grid.short[flip.criterion]} {words[flip.above, flip.at]} {mixed_number(flip.weight)} → "
                f"{grid.result_labels[flip.result].lower()}",
            )
            for flip in flips
        ),
        class_="sd-plain",
    )


def staff_table(
    rows: Iterable[tuple[GridLine, str, Sequence[Change], Sequence[Flip]]], grid: Examination = ACTIONS
) -> Html:
    """What would change each proposal, and whether it holds whatever the weights. rows: (line, robustness code, …)."""
    cells = [
        [
            line.label,
            result_badge(line.result.code, grid),
            ROBUSTNESS_LABELS[robust] if line.result.code != OPEN else "sans objet : examen à compléter",
            change_words(changes, grid),
            flip_words(flips, grid) if line.result.code != OPEN else "–",
        ]
        for line, robust, changes, flips in rows
    ]
    columns = (
        grid.examined,
        "La grille propose",
        "Ce résultat tient",
        "Le plus petit changement d'avis",
        "Le poids d'une question",
    )
    return html_table("Ce qui changerait la proposition", columns, cells, dense=True)


def moved_table(moved: Sequence[tuple[GridLine, GridLine]], grid: Examination = ACTIONS) -> Html:
    """Before and after: the units whose result moves with the weights tried."""
    if not moved:
        return element("p", "Avec ces pondérations, aucun résultat ne change.")
    rows = [[old.label, result_badge(old.result.code, grid), result_badge(new.result.code, grid)] for old, new in moved]
    columns = (grid.examined, "Pondérations en vigueur", "Pondérations essayées")
    return html_table("Résultats qui changeraient", columns, rows, dense=True)


def weights_table(changes: Sequence[tuple[str, str, str]], grid: Examination = ACTIONS) -> Html:
    """Every change of weights recorded: (who and when, points, reason)."""
    columns = ("Enregistré par", f"Points, de {grid.criteria[0]} à {grid.criteria[-1]}", "Raison")
    return html_table("Changements de pondération enregistrés", columns, changes, dense=True)
