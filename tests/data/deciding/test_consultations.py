"""Opinions: what is recorded, what is computed, what is refused; a correction never rewrites."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from data.analysis.completeness import Held, compute_requirements
from data.analysis.consultations import asked_bodies, compute_asked
from data.analysis.retroplanning import compute_delays, compute_plan
from data.consultation import Asked
from data.deciding.consultations import Consultation, check_given, check_sent
from data.decision import Actor
from data.load import load_consultation_versions, load_consultations, load_store, record_consultations
from data.planning import Plan

Tables = dict[str, pd.DataFrame]
ACTOR = Actor("", "Camille Essai", "secrétariat", "local")
TODAY = dt.date(2027, 6, 15)
EPCI = "epci:200068500"
SENT = Consultation(EPCI, dt.date(2027, 3, 1), "Courrier du 1er mars")


def plan_of(tables: Tables, **durations: int) -> Plan:
    """An adoption in December 2027."""
    delays = compute_delays(tables)
    return compute_plan(dt.date(2027, 12, 13), dt.date(2027, 6, 30), TODAY, delays, durations=durations)


def asked(tables: Tables, *said: Consultation, today: dt.date = TODAY, **durations: int) -> dict[str, Asked]:
    found = compute_asked(asked_bodies(tables), {s.body_id: s for s in said}, plan_of(tables, **durations), today)
    return {one.body_id: one for one in found}


def test_the_bodies_asked_are_the_epci_of_the_tables_then_the_three_others(tables: Tables) -> None:
    territories = tables["territories"]
    epci = set(territories.loc[territories["level"] == "epci", "territory_id"])
    bodies = asked_bodies(tables)
    assert {code for code in bodies if code.startswith("epci:")} == epci
    assert list(bodies)[len(epci) :] == ["region", "ctap", "conseil"]


def test_an_opinion_is_deemed_given_the_day_after_its_delay_and_not_before(tables: Tables) -> None:
    last = dt.date(2027, 6, 1)
    assert asked(tables, SENT, today=last)[EPCI].state == "en_attente"
    after = asked(tables, SENT, today=last + dt.timedelta(days=1))[EPCI]
    assert (after.state, after.ends_on) == ("repute", last)
    # The delay is a parameter: two months instead of three.
    assert asked(tables, SENT, today=last, epci=2)[EPCI].state == "repute"
    given = replace(SENT, given_on=dt.date(2027, 5, 20), sense="defavorable")
    assert asked(tables, given)[EPCI].state == "rendu"


def test_late_is_not_sent_once_the_calendar_says_it_should_have_been(tables: Tables) -> None:
    latest = plan_of(tables).step("epci").latest
    on_time, late = asked(tables, today=latest)[EPCI], asked(tables, today=latest + dt.timedelta(days=1))[EPCI]
    assert (on_time.late, late.late) == (False, True)
    assert not asked(tables, SENT, today=latest + dt.timedelta(days=1))[EPCI].late


def test_the_conseil_approves_and_nothing_of_it_is_deemed(tables: Tables) -> None:
    sent = Consultation("conseil", dt.date(2027, 1, 4))
    found = asked(tables, sent)["conseil"]
    assert (found.state, found.ends_on) == ("en_attente", None)


def test_the_region_asked_before_the_epci_have_answered_is_said(tables: Tables) -> None:
    region = Consultation("region", dt.date(2027, 6, 10))
    said = asked(tables, SENT, region)["region"].warnings
    epci = [code for code in asked_bodies(tables) if code.startswith("epci:")]
    # Cambrai's delay ended on 1 June: all the others are still open.
    assert said[0] == f"Envoyé avant la fin de {len(epci) - 1} avis."
    every = [replace(SENT, body_id=code) for code in epci]
    assert asked(tables, *every, region)["region"].warnings == ()


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"given_on": dt.date(2027, 2, 1)}, "given_on", "avant l'envoi du projet, le 01/03/2027"),
        ({"given_on": dt.date(2027, 6, 16)}, "given_on", "dans le futur"),
        ({"given_on": None}, "given_on", "Donnez la date"),
        ({"sent_on": None}, "given_on", "Enregistrez d'abord"),
        ({"sense": "repute"}, "sense", "Dites le sens"),
        ({"sense": "approuve"}, "sense", "Dites le sens"),
        ({"sense": "reserves"}, "reserves", "Écrivez les réserves"),
        ({"reserves": "a\u202eb"}, "reserves", "illisible"),
        ({"reference": "x" * 400}, "reference", "trop long"),
        ({"body_id": "epci:999999999"}, "body_id", "dans la liste"),
    ],
)
def test_a_bad_opinion_is_refused_beside_its_field(tables: Tables, change: dict, field: str, said: str) -> None:
    good = replace(SENT, given_on=dt.date(2027, 4, 2), sense="favorable")
    assert check_given(good, asked_bodies(tables), TODAY) == ()
    faults = check_given(replace(good, **change), asked_bodies(tables), TODAY)
    assert any(fault.field == field and said in fault.message_fr for fault in faults), faults


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sent_on": None}, "Donnez la date d'envoi"),
        ({"sent_on": dt.date(2027, 7, 1)}, "dans le futur"),
        ({"sent_on": dt.date(2001, 1, 1)}, "Date attendue"),
        ({"given_on": dt.date(2027, 2, 1), "sense": "favorable"}, "avant cet envoi"),
        ({"body_id": "epci:999999999"}, "dans la liste"),
    ],
)
def test_a_bad_sending_is_refused(tables: Tables, change: dict, said: str) -> None:
    assert check_sent(SENT, asked_bodies(tables), TODAY) == ()
    faults = check_sent(replace(SENT, **change), asked_bodies(tables), TODAY)
    assert any(said in fault.message_fr for fault in faults), faults


def test_a_correction_is_a_new_version_and_one_written_meanwhile_is_not_lost(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    assert record_consultations(ACTOR, [SENT, replace(SENT, body_id="ctap")], {}) == ""
    given = replace(SENT, given_on=dt.date(2027, 4, 2), sense="reserves", reserves="Sous réserve du calendrier.")
    assert record_consultations(ACTOR, [given], {EPCI: 1}) == ""
    assert "a enregistré la version 2" in record_consultations(ACTOR, [SENT], {EPCI: 1})
    assert load_consultations()[EPCI] == given
    assert load_consultation_versions() == {EPCI: 2, "ctap": 1}
    assert [entry.payload["sense"] for entry in load_store().history(SENT.object_id)] == ["", "reserves"]
    withdrawn = replace(given, withdrawn=True)
    assert record_consultations(ACTOR, [withdrawn], {EPCI: 2}) == ""
    assert len(load_store().history(SENT.object_id)) == 3


def test_a_reader_may_not_record_an_opinion(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    assert "pas le droit" in record_consultations(Actor("x", "X", "", "oidc"), [SENT], {})
    assert load_consultations() == {}


def test_the_completeness_counts_what_is_recorded(tables: Tables) -> None:
    def of(*said: Consultation) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        found = compute_requirements(Held(tables, {}, (), 0, tuple(asked(tables, *said).values())))
        return {one.requirement_id: (one.holds, one.missing) for one in found}

    epci = [code for code in asked_bodies(tables) if code.startswith("epci:")]
    assert of()["avis-epci"][0] == ()
    given = replace(SENT, given_on=dt.date(2027, 4, 2), sense="defavorable")
    deemed = replace(SENT, body_id=next(code for code in epci if code != EPCI))
    holds, missing = of(given, deemed)["avis-epci"]
    assert holds == (f"2 saisis sur {len(epci)}.", "1 avis rendu.", "1 réputé donné : calculé, à vérifier.")
    assert f"{len(epci) - 2} avis pas encore demandés." in missing
    assert "1 avis défavorable." in missing
    approved = Consultation("conseil", dt.date(2027, 5, 1), "", dt.date(2027, 5, 20), "approuve", "", "Délib. 12")
    assert "20/05/2027" in of(approved)["approbation"][0][0]
    refused = replace(approved, sense="non_approuve")
    assert of(refused)["approbation"][0] == ()
    assert "non approuvé" in of(refused)["approbation"][1][0]
