"""The EPCI, communes and districts that the fiches name: counted again from the tables, row by row."""

from __future__ import annotations

import pandas as pd

from components.scenario_places import finer_block
from data.analysis.scenario_places import named_places
from data.analysis.scenarios import compute_outcome
from data.analysis.statuses import compute_statuses
from data.deciding.scenarios import draft_decision
from tests.pages.screen import parse, plain, records

Tables = dict[str, pd.DataFrame]


def naming(tables: Tables, place: str) -> set[int]:
    """The actions that place a service in a territory, or name it among their priorities."""
    facts = tables["located_facts"].query("territory_id == @place and state != 'not_created'")
    facts = facts[~facts["service"].str.startswith("Constat")]
    written = list(tables["territory_aliases"].query("territory_id == @place")["written"])
    wished = tables["priority_territories"]
    return {*facts["action_id"], *wished.loc[wished["written"].isin(written), "action_id"]}


def test_each_place_is_named_by_the_actions_that_write_it_and_none_is_forgotten(tables: Tables) -> None:
    found = named_places(tables)
    for level, kind in (("epci", "epci"), ("com", "commune")):
        known = [row["territory_id"] for row in records(tables["territories"]) if row["level"] == kind]
        assert found[level] == {place: naming(tables, place) for place in known if naming(tables, place)}, level
    wished = set(tables["priority_territories"].query("scope == 'qpv'")["action_id"])
    (districts,) = found["qpv"].values()
    assert wished <= districts
    # A rate of poverty is a finding, not a service: Maubeuge is there because fiche 16 calls it a priority.
    assert found["com"]["com:59392"] == {16}
    assert found["epci"]["epci:200093201"] == {8, 16}


def cells(tables: Tables, **choices: str) -> dict[str, list[str]]:
    """Level → its cells, the first scenario keeping everything, the second what is asked."""
    statuses = compute_statuses(tables)

    def outcome(said: dict[str, str]):
        made = [draft_decision(code, choice, "COM") for code, choice in said.items()]
        return compute_outcome(tables, statuses, {one.object_id: one for one in made if one})

    every = {f"action:{number}": "poursuite" for number in range(1, 17)}
    other = every | {code.replace("_", ":"): choice for code, choice in choices.items()}
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    html = finer_block(("Un", "Deux"), (outcome(every), outcome(other)), named_places(tables), labels)
    rows = parse(html).one("tbody").all("tr")
    return {plain(row.one("th").text): [plain(cell.text) for cell in row.all("td")] for row in rows}


def test_what_a_stopped_action_alone_named_is_lost_with_its_name(tables: Tables) -> None:
    named = named_places(tables)
    lost = [place for place, actions in named["com"].items() if actions == {16}]
    found = cells(tables, action_16="arret")
    assert lost == ["com:59392"]
    assert found["Communes nommées"][2] == "perd 1 commune (Maubeuge)"
    # Lille's métropole is still named by fiche 8.
    assert found["EPCI nommés"][2] == "inchangé"
    assert found["Quartiers prioritaires (QPV), comme catégorie"][2] == "inchangé"
    moved = cells(tables, action_12="transferer")
    assert moved["Quartiers prioritaires (QPV), comme catégorie"][2] == "perd 1 action (12)"
    assert "sur" in moved["Communes nommées"][0]


def test_what_an_action_without_a_choice_names_is_neither_gained_nor_lost(tables: Tables) -> None:
    assert cells(tables, action_16="")["Communes nommées"][2] == "sans choix d'un côté : 1 commune (Maubeuge)"
