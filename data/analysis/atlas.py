"""The territories a map can draw, and what must be said of those that do not fit. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from data.analysis.rows import Tables, text, whole
from data.layer import MAP_LEVELS, Atlas, MapPlace
from data.model import DEPARTEMENT

#: Merged since the bilan, under the code of one of the two: told wherever the code is read.
MERGED: Final = {
    "com:59006": "Commune née de la fusion d'Amfroipret et de Bermeries ; elle reprend le code d'Amfroipret (59006).",
}


def compute_atlas(tables: Tables) -> Atlas:
    """The atlas of the present territories, with every vintage of their population."""
    territories = tables["territories"]
    drawn = territories.loc[territories["level"].isin(MAP_LEVELS) & territories["west"].notna()]
    rows = {row["territory_id"]: row for row in drawn.to_dict("records")}
    labels = {code: row["label"] for code, row in rows.items()}
    links: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in tables["territory_links"].to_dict("records"):
        if row["parent_id"] in rows and row["child_id"] in rows:
            links[row["child_id"]].append((row["parent_id"], row["share"]))
    populations, wholes = _populations(tables)
    former = defaultdict(list)
    for row in tables["associated_communes"].to_dict("records"):
        if f"com:{row['code']}" != row["parent_id"]:
            former[row["parent_id"]].append((row["label"], row["kind"]))
    last = max(tables["populations"]["vintage"])
    places = {
        code: MapPlace(
            code,
            row["level"],
            text(row["code"]),
            row["label"],
            row["longitude"],
            row["latitude"],
            row["area_km2"],
            (row["west"], row["south"], row["east"], row["north"]),
            populations.get(code, {}),
            last,
            wholes.get(code),
            tuple((rows[parent]["level"], parent, labels[parent], share) for parent, share in sorted(links[code])),
            _remarks(code, links[code], labels, wholes.get(code), former[code]),
        )
        for code, row in rows.items()
    }
    communes = tuple(sorted(code for code, row in rows.items() if row["level"] == "commune"))
    above = {
        level: {code: next((c for at, c, _, _ in places[code].within if at == level), code) for code in communes}
        for level in ("arrondissement", "epci")
    }
    above["departement"] = dict.fromkeys(communes, DEPARTEMENT)
    above["commune"] = {code: code for code in communes}
    of_level = {
        level: tuple(
            sorted((code for code, row in rows.items() if row["level"] == level), key=lambda code: labels[code])
        )
        for level in MAP_LEVELS
    }
    ranks = {code: rank for level in MAP_LEVELS for rank, code in enumerate(sorted(of_level[level]))}
    return Atlas(places, communes, of_level, above, ranks)


def _populations(tables: Tables) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    wholes: dict[str, int] = {}
    for row in tables["populations"].sort_values("vintage").to_dict("records"):
        counts[row["territory_id"]][row["vintage"]] = int(row["population_hab"])
        total = whole(row["population_whole_hab"])
        if total is not None and total != int(row["population_hab"]):
            wholes[row["territory_id"]] = total
    return counts, wholes


def _remarks(
    code: str,
    links: list[tuple[str, float]],
    labels: dict[str, str],
    whole_hab: int | None,
    former: list[tuple[str, str]],
) -> tuple[str, ...]:
    """What its outline or its code asks to say, in French sentences."""
    said = []
    if whole_hab is not None:
        share = max((share for _, share in links), default=1.0)
        said.append(
            "Cet EPCI déborde du département : seule sa partie située dans le Nord est dessinée et comptée ici "
            f"({100 * share:.0f} % de ses habitants)."
        )
    crossed = [(labels[parent], share) for parent, share in sorted(links) if parent.startswith("arr:")]
    if len(crossed) > 1:
        shares = " et ".join(f"{100 * share:.0f} % dans celui de {label}" for label, share in crossed)
        said.append(f"À cheval sur {len(crossed)} arrondissements : {shares} (part de ses habitants).")
    if code in MERGED:
        said.append(MERGED[code])
    kinds = {"associee": "Commune associée", "deleguee": "Commune déléguée"}
    for kind, words in kinds.items():
        names = sorted(name for name, found in former if found == kind)
        if names:
            plural = "s" if len(names) > 1 else ""
            word = words.replace("Commune", f"Commune{plural}").replace("ée", f"ée{plural}")
            said.append(f"{word} : {', '.join(names)} (comprise{plural} dans ce contour et dans ces chiffres).")
    return tuple(said)
