"""Once the committee has decided, no page says it has not: the decision stands beside the proposal, never over it."""

from __future__ import annotations

import datetime as dt

import pytest

from components.exports.dossier import build_dossier
from data.deciding.codec import to_payload
from data.decision import Actor, Decision
from data.load import load_store
from data.store import Write, new_entry_id
from pages.presenter.deck_material import decisions_now
from pages.presenter.papers import dossier_material, make_book, make_fiche, make_note, origin
from tests.pages.meeting_room import MEETING_ID, keep_meeting
from tests.pages.screen import Screen, open_screen

WHO = Actor("", "Essai", "secrétariat", "local")


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch, tmp_path) -> Decision:
    """Action 14, proposed to stop, is continued."""
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path))
    decision = Decision(
        "d-14", "action:14", "m-1", 1, "poursuite", "Le COPIL propose de poursuivre la charte.", "DSDEN", None
    )
    wish = Write("decider", "decision:action:14", "decision", to_payload(decision), 0, new_entry_id())
    load_store().append(WHO, wish)
    return decision


def chips(screen: Screen, reading: str) -> list[str]:
    return [node.text for node in screen.html.all("span", f"sd-badge--{reading}") if "sd-badge--fill" in node.classes]


def test_the_synthese_counts_it_and_keeps_the_proposal(decided: Decision) -> None:
    screen = open_screen("")
    assert "16 actions, 1 décision prise" in screen.text
    assert "aucune décision prise" not in screen.text
    assert chips(screen, "poursuite") == ["14 · Poursuite"]
    assert "14 · Arrêt" in screen.text
    assert any(link.page == "decision" and link.codes == {"decision": "d-14"} for link in screen.links())


def test_the_fiche_says_both(decided: Decision) -> None:
    screen = open_screen("fiche", action="14")
    assert decided.wording in screen.text
    assert "proposition de la fiche (2023)" in screen.text
    assert "aucune à ce jour" in open_screen("fiche", action="5").text


def test_the_arrondissement_says_both(decided: Decision) -> None:
    screen = open_screen("arrondissement", territoire="arr:591")
    assert "1 décision prise" in screen.text
    assert "Décidé : 14 · Poursuite" in screen.text
    assert "Aucune décision" not in screen.text


def test_a_decision_on_a_part_is_counted_and_carried_away_as_it_is_on_screen(decided: Decision) -> None:
    part = Decision("d-13", "action:13.2", "m-1", 2, "arret", "Arrêter cette sous-action.", "", None)
    out = Decision("d-o5", "orientation:O5", "m-1", 3, "retiree", "Retirer.", "", None)
    for one in (part, out):
        wish = Write("decider", f"decision:{one.object_id}", "decision", to_payload(one), 0, new_entry_id())
        load_store().append(WHO, wish)
    assert "16 actions, 2 décisions prises" in open_screen("").text
    assert str(make_fiche(13)).count("Arrêter cette sous-action.") == 1
    keep_meeting()
    here = Decision("d-9", "action:9", MEETING_ID, 4, "poursuite", "Poursuivre.", "", None)
    wish = Write("decider", "decision:action:9", "decision", to_payload(here), 0, new_entry_id())
    load_store().append(WHO, wish)
    where = "COPIL restreint du 28\\xa0juin 2024, relevé en projet"
    assert f"(décision n°\\xa04, {where})" in str(make_fiche(9))
    assert where in str(make_note("arr:595"))
    assert "Aucune décision n'est prise" not in str(make_fiche(13))
    assert "Arrêt (sous-action 2)" in str(make_note("arr:595"))
    assert "Arrêter cette sous-action." in str(make_book())
    assert "Retirée" in str(build_dossier(dossier_material(dt.date(2024, 1, 26), None), origin()))
    read = open_screen("projection", vue="suivre", diapos="action-13").body.one("article").text
    assert "décision du COPIL, sous-action 2" in read
    assert "Retirée" in open_screen("projection", vue="suivre", diapos="orientations").body.one("article").text


def test_a_decision_put_off_settles_nothing(decided: Decision) -> None:
    put_off = Decision("d-9", "action:9", "m-1", 2, "reportee", "Reporté.", "", None)
    wish = Write("decider", "decision:action:9", "decision", to_payload(put_off), 0, new_entry_id())
    load_store().append(WHO, wish)
    assert "16 actions, 1 décision prise" in open_screen("").text
    assert set(decisions_now()) == {14}


def test_without_any_decision_every_page_says_so() -> None:
    assert "16 actions, aucune décision prise" in open_screen("").text
