"""Which census each set of populations is, and the populations of every territory for each.

An edition's year is not a census year, and editions repeat values: two editions with equal values are one vintage. The
census of a vintage is stated only where known published figures all match it exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.build.reference.decoupage import ABSORBED, DEPARTEMENT, EDITIONS, PRESENT, Edition

BASIS = "population municipale"

PUBLISHED: dict[int, dict[str, int]] = {
    2018: {"dep:59": 2_606_234, "59512": 98_089, "59599": 97_442, "01001": 771, "01004": 14_204},
    2019: {"dep:59": 2_608_346, "arr:595": 1_249_925, "01001": 779, "01004": 14_134},
    2020: {"dep:59": 2_607_746, "59350": 236_234, "59512": 98_066, "59599": 99_165, "59183": 86_545, "59606": 42_738},
    2021: {"dep:59": 2_611_293, "59599": 99_011, "59369": 4_004, "59013": 1_601},
    2022: {"dep:59": 2_616_909, "59350": 238_695},
    2023: {"01001": 860, "01002": 270, "01004": 15_934, "01007": 2_841, "01014": 3_555, "01021": 1_528},
}
"""Census year → figures published for it, by INSEE or quoting it: the Nord, an arrondissement, communes by INSEE code.

2018: INSEE on the Nord at 1 January 2018; press of December 2020 for Roubaix and Tourcoing; INSEE's historical base.
2019: INSEE on the arrondissement of Lille (RP2019); the Nord as quoted in 2022; INSEE's historical base.
2020: press of January 2023; INSEE on Roubaix (RP2020); the Nord as quoted in 2023.
2021: the Nord, Tourcoing, Maing and Anstaing as quoted in 2024.
2022: the Nord and Lille as quoted in 2025; the edition itself names INSEE's populations of 2022.
2023: first communes of INSEE's national file (Ain); the edition itself names INSEE's populations of 2023.
"""


@dataclass(frozen=True)
class Vintage:
    """One distinct set of commune populations (France, codes of its time) and every edition file that holds it."""

    values: dict[str, int]
    nord: dict[str, int]
    edition: str
    repeats: tuple[str, ...]
    census_year: int | None

    @property
    def name(self) -> str:
        """`rp2019` where the census is known, else the edition file it was first read in."""
        return f"rp{self.census_year}" if self.census_year else self.edition.replace(" ", "-")


def read_vintages(editions: dict[str, Edition]) -> list[Vintage]:
    """Return the distinct sets of populations of the Nord's communes, oldest edition first.

    Each edition holds two: that of its EPCI members (`populationMunicipale`) and that of its communes.

    Raises:
        ValueError: a commune of an old edition is neither present nor in `ABSORBED`.
    """
    present = editions[PRESENT].nord
    found: list[tuple[dict[str, int], dict[str, int], list[str]]] = []
    for version in EDITIONS:
        edition = editions[version]
        members = {row["code"]: row["populationMunicipale"] for epci in edition.epci for row in epci["membres"]}
        communes = {code: row["population"] for code, row in edition.communes.items() if "population" in row}
        for label, values in (("membres des EPCI", members), ("communes", communes)):
            nord = _to_present({code: values[code] for code in edition.nord if code in values}, set(present))
            name = f"{version} {label}"
            same = next((names for _, known, names in found if known == nord), None)
            if same is None:
                found.append((values, nord, [name]))
            else:
                same.append(name)
    arrondissements = {code: f"arr:{row['arrondissement']}" for code, row in present.items()}
    return [
        Vintage(values, nord, names[0], tuple(names[1:]), _census_year(values, nord, arrondissements))
        for values, nord, names in found
    ]


def _to_present(values: dict[str, int], present: set[str]) -> dict[str, int]:
    """Add the inhabitants of since-merged communes to the present commune."""
    total: dict[str, int] = {}
    for code, inhabitants in values.items():
        target = code if code in present else ABSORBED.get(code)
        if target is None:
            raise ValueError(f"commune {code} is neither present nor known as absorbed")
        total[target] = total.get(target, 0) + inhabitants
    if missing := present - set(total):
        raise ValueError(f"communes without population: {sorted(missing)}")
    return total


def _census_year(values: dict[str, int], nord: dict[str, int], arrondissements: dict[str, str]) -> int | None:
    totals = dict(values)
    totals[f"dep:{DEPARTEMENT}"] = sum(nord.values())
    for code, inhabitants in nord.items():
        totals[arrondissements[code]] = totals.get(arrondissements[code], 0) + inhabitants
    matching = [year for year, known in PUBLISHED.items() if all(totals.get(key) == n for key, n in known.items())]
    return matching[0] if len(matching) == 1 else None


def build_populations(vintages: list[Vintage], present: Edition) -> pd.DataFrame:
    """Return territory_id, vintage, population_hab, population_whole_hab, census_year, edition, basis.

    `population_hab` counts the inhabitants of the Nord; `population_whole_hab` those of the whole territory, which
    differs for an EPCI that crosses the border only, and is null if one of its members has no value.
    Perimeters are those of the present edition, for every vintage.
    """
    rows: list[tuple[str, str, int, int | None, int | None, str, str]] = []
    for vintage in vintages:
        whole: dict[str, int | None] = {f"com:{code}": n for code, n in vintage.nord.items()}
        nord: dict[str, int] = {f"com:{code}": n for code, n in vintage.nord.items()}
        whole[f"dep:{DEPARTEMENT}"] = nord[f"dep:{DEPARTEMENT}"] = sum(vintage.nord.values())
        for arrondissement in present.arrondissements:
            codes = [c for c, row in present.nord.items() if row["arrondissement"] == arrondissement["code"]]
            key = f"arr:{arrondissement['code']}"
            whole[key] = nord[key] = sum(vintage.nord[code] for code in codes)
        for epci in present.nord_epci:
            key = f"epci:{epci['code']}"
            codes = [member["code"] for member in epci["membres"]]
            nord[key] = sum(vintage.nord[code] for code in codes if code in vintage.nord)
            outside = [vintage.values.get(code) for code in codes if code not in vintage.nord]
            known = [n for n in outside if n is not None]
            whole[key] = nord[key] + sum(known) if len(known) == len(outside) else None
        for key, inhabitants in nord.items():
            edition = vintage.edition
            rows.append((key, vintage.name, inhabitants, whole[key], vintage.census_year, edition, BASIS))
    names = ["territory_id", "vintage", "population_hab", "population_whole_hab", "census_year", "edition", "basis"]
    frame = pd.DataFrame(rows, columns=names)
    integers = dict.fromkeys(("population_hab", "population_whole_hab", "census_year"), "Int64")
    return frame.astype(integers).sort_values(["territory_id", "vintage"]).reset_index(drop=True)
