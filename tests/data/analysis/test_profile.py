"""The sub-prefect's page: what is counted, what is asked, and what must not be lost."""

import pandas as pd
import pytest

from data.analysis.profile import (
    communes_of,
    comparable_territories,
    compute_profile,
    located_facts,
    questions,
    rest_of_nord,
)
from data.analysis.statuses import compute_links, compute_statuses
from data.model import ARRONDISSEMENTS, DEPARTEMENT

Tables = dict[str, pd.DataFrame]


def test_arrondissements_share_out_the_communes_and_the_population(tables: Tables) -> None:
    profiles = [compute_profile(tables, code) for code in ARRONDISSEMENTS]
    nord = compute_profile(tables, DEPARTEMENT)
    assert sum(profile.communes for profile in profiles) == nord.communes == 647
    for place, (year, inhabitants) in enumerate(nord.populations):
        assert sum(profile.populations[place][1] for profile in profiles) == inhabitants
        assert {profile.populations[place][0] for profile in profiles} == {year}


def test_the_rest_of_the_nord_is_the_nord_without_it(tables: Tables) -> None:
    here, rest = compute_profile(tables, "arr:593"), rest_of_nord(tables, "arr:593")
    nord = compute_profile(tables, DEPARTEMENT)
    assert here.population_hab + rest.population_hab == nord.population_hab
    assert here.communes + rest.communes == nord.communes


def test_a_territory_that_crosses_the_border_says_so(tables: Tables) -> None:
    flandre_lys = compute_profile(tables, "epci:245900758")
    assert "dépasse le département" in flandre_lys.perimeter
    assert flandre_lys.communes == 4
    assert compute_profile(tables, "epci:200093201").perimeter == ""


def test_every_fact_of_an_arrondissement_is_in_one_of_them_or_in_the_whole(tables: Tables) -> None:
    """Facts placed in an EPCI or a commune reach its arrondissement; Pévèle-Carembault reaches both of its own."""
    found = {code: located_facts(tables, code) for code in ARRONDISSEMENTS}
    assert any("Pévèle" in fact.written for fact in found["arr:593"])
    assert any("Pévèle" in fact.written for fact in found["arr:595"])
    assert any(fact.written == "SIMOUV" for fact in found["arr:596"])
    assert any(fact.written == "Fourmies" for fact in found["arr:591"])
    itinerant = [sum(fact.service == "France Services itinérante" for fact in facts) for facts in found.values()]
    assert itinerant == [1] * 6


def test_a_finding_is_not_a_service(tables: Tables) -> None:
    findings = [fact for fact in located_facts(tables, "arr:591") if fact.finding]
    assert findings
    assert not any(fact.service.startswith("Constat") for fact in findings)


@pytest.mark.parametrize("code", ARRONDISSEMENTS)
def test_questions_come_from_what_is_left_open(tables: Tables, code: str) -> None:
    statuses, links, facts = compute_statuses(tables), compute_links(tables, code), located_facts(tables, code)
    asked = questions(statuses, links, facts)
    cited = {status.action_id for status in statuses if links[status.action_id].link == "cited"}
    open_statuses = {s.action_id for s in statuses if s.reading != "poursuite"} & cited
    assert open_statuses <= {action for _, action in asked}
    assert all(question.endswith("?") for question, _ in asked)
    assert len(asked) == len(set(asked))


def test_duplicate_and_uncreated_facts_are_asked_about(tables: Tables) -> None:
    statuses = compute_statuses(tables)

    def words(code: str) -> str:
        return " ".join(q for q, _ in questions(statuses, compute_links(tables, code), located_facts(tables, code)))

    assert "semble écrit deux fois" in words("arr:592")
    assert "n'a pas été créé" in words("arr:595")


def test_twenty_three_territories_can_be_set_side_by_side(tables: Tables) -> None:
    assert len(comparable_territories(tables)) == 6 + 17


def test_an_unknown_commune_is_its_own_territory(tables: Tables) -> None:
    assert communes_of(tables, "com:59350") == {"com:59350"}
