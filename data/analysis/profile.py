"""What is known of one territory: actions, located facts, population, gaps, questions to raise. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from statistics import median

from data.analysis.rows import Documents, Tables, decimal, text
from data.model import DEPARTEMENT, ActionStatus, Caveat, Source, TerritoryLink


@dataclass(frozen=True)
class LocatedFact:
    """A fact the document places in a territory. `finding` is a statement of need, not a service."""

    action_id: int
    service: str
    written: str
    operator: str
    value: float | None
    unit: str
    state: str
    duplicate: bool
    deduced: bool
    finding: bool
    source: Source


@dataclass(frozen=True)
class Profile:
    """One territory's figures. Populations are (year of census, inhabitants), oldest first."""

    territory_id: str
    label: str
    communes: int
    populations: tuple[tuple[int, int], ...]
    area_km2: float
    halls_known: int
    halls_saturday: int
    halls_evening: int
    halls_hours_median: float | None
    perimeter: str

    @property
    def population_hab(self) -> int:
        return self.populations[-1][1]

    @property
    def change(self) -> float:
        """Relative change from the first census to the last, as a share."""
        return self.populations[-1][1] / self.populations[0][1] - 1

    @property
    def density(self) -> float:
        return self.population_hab / self.area_km2


def communes_of(tables: Tables, territory_id: str) -> set[str]:
    """The communes of a territory (itself when it is one)."""
    links = tables["territory_links"]
    found = links.loc[(links["parent_id"] == territory_id) & links["child_id"].str.startswith("com:"), "child_id"]
    return set(found) or {territory_id}


def _area(tables: Tables, members: Collection[str]) -> float:
    territories = tables["territories"]
    return float(territories.loc[territories["territory_id"].isin(list(members)), "area_km2"].sum())


def _populations(tables: Tables, members: Collection[str]) -> tuple[tuple[int, int], ...]:
    populations = tables["populations"]
    rows = populations.loc[populations["territory_id"].isin(list(members)) & populations["census_year"].notna()]
    totals = rows.groupby("census_year")["population_hab"].agg(["sum", "count"])
    # A year that lacks a commune would look like a fall: only whole years are kept.
    whole = totals.loc[totals["count"] == len(members), "sum"]
    return tuple((int(str(year)), int(total)) for year, total in sorted(whole.to_dict().items()))


def compute_profile(tables: Tables, territory_id: str, excluding: Collection[str] = ()) -> Profile:
    """The profile of a territory; with `excluding` communes, that of what remains (« le reste du Nord »)."""
    members = communes_of(tables, territory_id) - set(excluding)
    halls = tables["town_halls"]
    halls = halls.loc[halls["territory_id"].isin(list(members))]
    hours = [float(value) for value in halls["weekly_hours_h"].dropna()]
    territories = tables["territories"].set_index("territory_id")
    links = tables["territory_links"]
    share = links.loc[(links["child_id"] == territory_id) & (links["parent_id"] == DEPARTEMENT), "share"]
    crosses = bool(len(share)) and float(share.iloc[0]) < 1
    return Profile(
        territory_id=territory_id,
        label=str(territories["label"][territory_id]),
        communes=len(members),
        populations=_populations(tables, members),
        area_km2=_area(tables, members),
        halls_known=len(hours),
        halls_saturday=int((halls["opens_saturday"] == True).sum()),  # noqa: E712  (nullable boolean)
        halls_evening=int((halls["closes_latest"].fillna("") > "18:00").sum()),
        halls_hours_median=median(hours) if hours else None,
        perimeter="communes du Nord seulement : ce territoire dépasse le département" if crosses else "",
    )


def _without_prefix(service: str) -> str:
    bare = service.removeprefix("Constat : ")
    return bare[:1].upper() + bare[1:]


def located_facts(tables: Tables, territory_id: str) -> tuple[LocatedFact, ...]:
    """The facts placed in a territory, in its communes, or in the EPCI and zones that lie wholly or partly in it."""
    inside = communes_of(tables, territory_id) | {territory_id}
    links = tables["territory_links"]
    inside |= set(links.loc[(links["parent_id"] == territory_id) & (links["share"] > 0), "child_id"])
    documents = Documents(tables)
    facts = tables["located_facts"]
    rows = facts.loc[facts["territory_id"].isin(list(inside))].sort_values(["action_id", "service", "fact_id"])
    return tuple(
        LocatedFact(
            row["action_id"],
            _without_prefix(row["service"]),
            row["territory_written"],
            text(row["operator"]),
            decimal(row["value"]),
            text(row["unit"]),
            row["state"],
            bool(text(row["duplicate_of"])),
            row["basis"] == "deduced",
            row["service"].startswith("Constat : "),
            documents.source(row),
        )
        for row in rows.to_dict("records")
    )


def territory_caveats(caveats: tuple[Caveat, ...], territory_id: str) -> tuple[Caveat, ...]:
    """The caveats that name a territory, gravest first."""
    return tuple(caveat for caveat in caveats if caveat.touches("territory", territory_id))


#: What is asked of an action that cites the territory, by the status its fiche proposes.
_OF_STATUS = {
    "non_renseigne": "La fiche ne propose aucun statut : que propose son pilote pour ce territoire ?",
    "arret": "L'arrêt est proposé : que devient ce qui est engagé ici ?",
    "reorientation": "Une réorientation est proposée : vers quel cadre, et qui la porte ici ?",
    "mixte": "Poursuite et réorientation sont proposées : lesquelles des lignes concernent ce territoire ?",
}


def _of_fact(fact: LocatedFact) -> str:
    """What is asked of a fact that the document leaves open; empty when there is nothing to ask."""
    named = f"« {fact.service} » ({fact.written})"
    if fact.finding:
        return ""
    if fact.state == "planned":
        return f"{named} était prévu : où en est-on ?"
    if fact.state == "not_created":
        return f"{named} n'a pas été créé : faut-il y renoncer ?"
    return f"{named} semble écrit deux fois : quel est le bon nombre ?" if fact.duplicate else ""


def questions(
    statuses: tuple[ActionStatus, ...], links: dict[int, TerritoryLink], facts: tuple[LocatedFact, ...]
) -> tuple[tuple[str, int], ...]:
    """Questions to raise at the meeting, each with its action: computed from what the document leaves open.

    For each action that cites the territory: a status left empty, an arrêt, a réorientation or both; a fact announced,
    not created or written twice. Nothing is asked of an action that only includes the territory.
    """
    asked = {
        (_OF_STATUS[status.reading], status.action_id)
        for status in statuses
        if links[status.action_id].link == "cited" and status.reading in _OF_STATUS
    }
    asked |= {(question, fact.action_id) for fact in facts if (question := _of_fact(fact))}
    return tuple(sorted(asked, key=lambda question: (question[1], question[0])))


def rest_of_nord(tables: Tables, territory_id: str) -> Profile:
    """The Nord without a territory, to measure the gap against."""
    return compute_profile(tables, DEPARTEMENT, excluding=communes_of(tables, territory_id))


def comparable_territories(tables: Tables) -> dict[str, str]:
    """Arrondissements then EPCI: code → name, for setting two side by side."""
    territories = tables["territories"]
    chosen = territories.loc[territories["level"].isin(["arrondissement", "epci"])].sort_values(["level", "label"])
    return {
        row["territory_id"]: f"{'Arrondissement' if row['level'] == 'arrondissement' else 'EPCI'} · {row['label']}"
        for row in chosen.to_dict("records")
    }
