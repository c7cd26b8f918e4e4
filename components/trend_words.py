"""The change of an indicator in one sentence, and its reserve: written from the marks the figure draws. Pure.

Nothing is said to have changed unless the figure draws a line for it: two dated values of one definition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.figures.trend_marks import Mark, Panel
from components.formats import capital, listing, number, plural

ALONE = "Aucune évolution ne peut être dite"


def change_sentence(part: Panel) -> str:
    """« De 9 structures (31 janvier 2020) à 50 structures (31 décembre 2022) : 41 de plus en 2 ans et 11 mois. »"""
    if part.lines:
        return _change(max(part.lines, key=lambda run: run[-1].day or dt.date.min))
    values = [mark for mark in part.marks if mark.nature == "value"]
    dated = [mark for mark in values if mark.day is not None]
    if not part.marks:
        return "Aucune valeur : l'indicateur est déclaré, non alimenté. Ce n'est pas zéro."
    if not values:
        return f"La seule valeur publiée est contestée, {_said(part.marks[0])}. {ALONE}."
    if len(dated) > 1:
        told = " ; ".join(_told(mark, part) for mark in dated)
        if len({mark.indicator.label for mark in dated}) > 1:
            return f"{told}. Deux mesures différentes, qui ne font pas une série : {_lowered(ALONE)}."
        return f"{told}. Ces valeurs ne se comparent pas entre elles : {_lowered(ALONE)}."
    if dated:
        rest = f", et {_undated_words(part.levels)}" if part.levels else ""
        return f"Une seule valeur datée, {_said(dated[0])}{rest}. {ALONE}."
    return f"{capital(_undated_words(part.levels))}. {ALONE}."


def reserves(part: Panel) -> list[str]:
    """What limits the sentence, each reserve from a mark that is drawn."""
    said = []
    line = max(part.lines, key=lambda run: run[-1].day or dt.date.min) if part.lines else ()
    if line and part.breaks:
        cut = part.breaks[-1]
        said.append(f"Rupture entre {cut.before.when} et {cut.after.when} : rien n'est calculé à travers.")
    if line and part.levels:
        said.append(f"{capital(_undated_words(part.levels))}, n'entre pas dans ce calcul.")
    said += [
        f"Valeur du {mark.when} publiée {listing([number(r.value) for r in mark.revisions])}, "
        f"révisée {number(mark.value)}."
        for mark in line
        if mark.revisions
    ]
    said += [
        f"{capital(_said(mark))} : valeur contestée"
        + (f" ({mark.motive})." if mark.motive else ", laissée hors du calcul.")
        for mark in part.marks
        if mark.nature != "value"
    ]
    if part.origin == "bilan" and part.indicators[0].attributable:
        return said
    if part.origin == "bilan":
        said.append("Le bilan n'établit pas que ce chiffre soit un effet du schéma.")
    else:
        said.append("Chiffre de contexte, publié hors du bilan : ce n'est pas un résultat du schéma.")
    return said


def spread_sentence(marks: Sequence[Mark]) -> str:
    """The lowest and the highest territory, with their dates when they differ; empty below two territories."""
    plain = [mark for mark in marks if mark.high is None and mark.nature == "value"]
    if len(plain) < 2:
        return ""
    low, high = min(plain, key=lambda mark: mark.value), max(plain, key=lambda mark: mark.value)
    dates = {mark.when for mark in plain}
    same = f", {dates.pop()}" if len(dates) == 1 else " ; les dates diffèrent"
    return f"De {low.written} ({low.territory}) à {high.written} ({high.territory}){same}."


def _change(run: Sequence[Mark]) -> str:
    first, last = run[0], run[-1]
    ends = f"De {first.written} ({first.when}) à {last.written} ({last.when})"
    if first.qualifier != "exact" or last.qualifier != "exact":
        return f"{ends} : l'écart exact n'est pas connu."
    words = f"{ends} : {_difference(last.value - first.value, last.indicator.unit)} en {_lasting(first, last)}."
    before = run[-2]
    step = last.value - before.value
    if len(run) > 2 and step * (last.value - first.value) < 0:
        words += (
            f" Dernier mouvement en sens contraire : de {number(before.value)} ({before.when}) à "
            f"{number(last.value)} ({last.when})."
        )
    return words


def _difference(change: float, unit: str) -> str:
    if change == 0:
        return "sans changement"
    size = number(round(abs(change), 1))
    if unit.startswith("%"):
        size += "\u00a0point" if abs(change) < 2 else "\u00a0points"
    return f"{size} de {'plus' if change > 0 else 'moins'}"


def _lasting(first: Mark, last: Mark) -> str:
    """« 2 ans et 11 mois »: whole months between the two days."""
    start, end = first.day or dt.date.min, last.day or dt.date.min
    months = max(1, round((end - start).days / 30.44))
    years, rest = divmod(months, 12)
    parts = ([plural(years, "an")] if years else []) + ([f"{rest}\u00a0mois"] if rest else [])
    return listing(parts)


def _said(mark: Mark) -> str:
    return f"{mark.written} ({mark.when})"


def _told(mark: Mark, part: Panel) -> str:
    """A value with the indicator it is of, when the panel holds several."""
    if len(part.indicators) == 1:
        return _said(mark)
    return f"{mark.indicator.label} : {number(mark.value)} ({mark.when})"


def _undated_words(levels: Sequence[Mark]) -> str:
    return f"{listing([mark.written for mark in levels])}, date non précisée"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
