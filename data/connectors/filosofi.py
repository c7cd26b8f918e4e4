"""INSEE, Filosofi: median income and poverty by commune. The year is in the titles (`MED21`); « s » is secrecy."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from data.connectors.areas import Indicator, build_values
from data.connectors.format import Connector, Roles
from data.connectors.names import normalise_column
from data.connectors.reference import Reference
from data.connectors.rows import Ledger
from data.connectors.shapes import EditionDate

_INDICATORS: Final = {
    "med": ("niveau_de_vie_median", "Médiane du niveau de vie", "€ par an et par unité de consommation"),
    "tp60": ("taux_de_pauvrete", "Taux de pauvreté (seuil à 60 % de la médiane)", "%"),
    "pimp": ("menages_imposes", "Part des ménages fiscaux imposés", "%"),
    "ppsoc": ("prestations_sociales", "Part des prestations sociales dans le revenu disponible", "%"),
    "rd": ("rapport_interdecile", "Rapport interdécile du niveau de vie", "D9/D1"),
    "nbpersmenfisc": ("personnes_menages_fiscaux", "Personnes dans les ménages fiscaux", "personnes"),
}
"""The columns taken, by title without its year. Poverty rates by age or tenure are left: few communes have them."""

_TITLE: Final = re.compile(r"([a-z]+(?:60)?)(\d{2})")


def _columns(ledger: Ledger) -> list[tuple[str, int, int]]:
    found = []
    for position, title in enumerate(ledger.table.columns):
        matched = _TITLE.fullmatch(normalise_column(title))
        if matched and matched[1] in _INDICATORS:
            found.append((matched[1], 2000 + int(matched[2]), position))
    return found


def _build(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    indicators = [Indicator(position, *_INDICATORS[stem]) for stem, _, position in _columns(ledger)]
    build_values(connector, roles, reference, ledger, indicators)
    absent = [
        label for stem, (_, label, _) in _INDICATORS.items() if stem not in {name for name, _, _ in _columns(ledger)}
    ]
    if absent:
        ledger.note("columns", f"Indicateurs absents de cette édition : {', '.join(absent)}.")


def _dated(_roles: Roles, ledger: Ledger) -> EditionDate | None:
    years = [year for _, year, _ in _columns(ledger)]
    return (
        EditionDate(dt.date(max(years), 1, 1), "year", "année écrite dans les titres des colonnes") if years else None
    )


CONNECTOR: Final = Connector(
    layer="revenus_pauvrete",
    shape="areas",
    title="Revenus et pauvreté",
    publisher="INSEE-DGFiP-Cnaf-CCMSA, Filosofi",
    licence="Réutilisation avec mention de la source (INSEE)",
    columns={"code": ("codgeo",), "town": ("libgeo",)},
    required=("code",),
    patterns=("med", "tp60"),
    build=_build,
    dated=_dated,
)
