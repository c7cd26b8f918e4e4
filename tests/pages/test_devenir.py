"""What each action becomes, on screen: proposals are called so, a decision changes the page, and it alone does."""

from __future__ import annotations

from data.deciding.codec import to_payload
from data.decision import Actor, Decision
from data.store import Write, new_entry_id, open_store
from tests.pages.screen import Screen, open_screen, plain


def decide(object_id: str, sense: str, version: int = 0) -> None:
    store = open_store()
    decision = Decision("d1", object_id, "m1", 1, sense, f"Le COPIL décide de {object_id}.", "", None)
    write = Write("decider", f"decision:{object_id}", "decision", to_payload(decision), version, new_entry_id())
    store.append(Actor("", "Camille Essai", "secrétariat", "local"), write)
    store.close()


def rows(screen: Screen, caption: str) -> list[list[str]]:
    table = next(t for t in screen.html.all("table") if plain(t.one("caption").text).startswith(caption))
    return [
        [plain(cell.text) for cell in row.all() if cell.name in {"th", "td"}] for row in table.one("tbody").all("tr")
    ]


def test_before_any_decision_the_page_shows_proposals_and_says_so() -> None:
    screen = open_screen("devenir")
    assert "Aucune décision prise" in screen.text
    assert "Ce que les fiches proposent (2023) : aucune action décidée" in screen.text
    table = rows(screen, "Devenir de chaque action")
    assert {row[2] for row in table} == {"non décidé"}
    assert not any("Décision" in row[1] for row in table)


def test_a_decision_moves_its_action_and_no_other() -> None:
    decide("action:14", "arret")
    screen = open_screen("devenir")
    assert "Ce que le COPIL a décidé" in screen.text
    assert "1 action décidée sur 16" in screen.text
    settled = [row for row in rows(screen, "Devenir de chaque action") if row[2] != "non décidé"]
    assert len(settled) == 1
    assert settled[0][0].startswith("14")
    assert "Le COPIL décide de action:14." in settled[0][2]


def test_a_decision_corrected_shows_as_corrected() -> None:
    corrected = (3, 5, 8, 11)
    for action in range(1, 13):
        decide(f"action:{action}", "poursuite")
    assert "12 actions décidées sur 16" in open_screen("devenir").text
    for known, action in enumerate(corrected):
        decide(f"action:{action}", "arret", version=1)
        table = rows(open_screen("devenir"), "Devenir de chaque action")
        ended = {int(row[0].split()[0]) for row in table if row[2].startswith("Fin")}
        assert ended == set(corrected[: known + 1])
