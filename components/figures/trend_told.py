"""What a trend shows, for who does not see it: its table and its alternative text, from the marks it draws. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.figures.trend_marks import Mark, Panel
from components.formats import listing, number, quantity
from data.trend import ORIGIN_LABELS

NATURES = {"value": "Publiée", "contested": "Publiée, contestée", "counter": "Contre-valeur d'un service"}


def table_trend(panels: Sequence[Panel]) -> pd.DataFrame:
    """Every mark of the figure, in the order of time, then what has no date, then what is aimed at."""
    rows = []
    for part in panels:
        broken = {id(broken.after.point) for broken in part.breaks}
        for mark in part.marks:
            cut = mark.nature == "value" and id(mark.point) in broken
            rows.append(
                (
                    mark.indicator.label,
                    ORIGIN_LABELS[mark.indicator.origin],
                    mark.when,
                    mark.written,
                    NATURES[mark.nature] + (", non comparable à la précédente" if cut else ""),
                    _reserve(mark),
                    mark.territory,
                    mark.source.document,
                )
            )
        rows += [
            (
                aim.target.label,
                ORIGIN_LABELS[part.origin],
                aim.when,
                aim.written,
                "Visée, pas atteinte ni mesurée",
                aim.target.wording,
                aim.target.territory,
                aim.target.source.document,
            )
            for aim in part.aims
        ]
    columns = ["Indicateur", "Origine", "Date", "Valeur", "Nature", "Réserve", "Territoire", "Source"]
    return pd.DataFrame(rows, columns=columns)


def _reserve(mark: Mark) -> str:
    if mark.motive:
        return mark.motive
    steps = [f"publié {number(revision.value)} ({revision.edition})" for revision in mark.revisions]
    revised = [f"{listing(steps)}, révisé {number(mark.value)}"] if steps else []
    return " ; ".join([*revised, *([mark.perimeter] if mark.perimeter else [])])


def alt_trend(panels: Sequence[Panel]) -> str:
    """What the figure shows, panel by panel, for who does not see it."""
    return " ".join(_alt_panel(part) for part in panels)


def _alt_panel(part: Panel) -> str:
    said = [f"{part.title} ({ORIGIN_LABELS[part.origin].lower()}, {part.territory})"]
    for run in part.lines:
        ends = f"de {run[0].written} ({run[0].when}) à {run[-1].written} ({run[-1].when})"
        said.append(f"ligne de {len(run)} valeurs, {ends}")
    alone = [run[0] for run in part.runs if len(run) == 1] + list(part.apart)
    said += [f"point sans ligne, {mark.written} ({mark.when})" for mark in alone]
    said += [f"niveau hors de l'axe du temps, {mark.written} (date non précisée)" for mark in part.levels]
    said += [f"rupture entre {cut.before.when} et {cut.after.when}" for cut in part.breaks]
    said += [f"visé, {quantity(aim.value, aim.target.unit)} ({aim.when})" for aim in part.aims]
    return " ; ".join(said) + "."
