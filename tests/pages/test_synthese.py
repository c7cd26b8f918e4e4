"""The first page: three computed sentences, the board of sixteen proposals, what the territory and the date change."""

import datetime as dt
import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest

from components.formats import span
from data.model import ARRONDISSEMENTS, LINK_LABELS, READING_LABELS
from tests.pages.screen import Screen, open_screen, plain, read_screen, records

Tables = dict[str, pd.DataFrame]
MEETINGS = ("reunion", "rencontre", "adoption")
SINGULAR = {
    "poursuite": "poursuite proposée",
    "reorientation": "réorientation proposée",
    "mixte": "« poursuite et réorientation »",
    "arret": "arrêt proposé",
    "non_renseigne": "statut non renseigné",
}
PLURAL = {
    "poursuite": "poursuites proposées",
    "reorientation": "réorientations proposées",
    "mixte": "« poursuite et réorientation »",
    "arret": "arrêts proposés",
    "non_renseigne": "statuts non renseignés",
}


def sentences(screen: Screen) -> list[str]:
    block = screen.html.one(class_="sd-key-sentences")
    return [plain(child.text) for child in block.children if not isinstance(child, str) and child.name == "p"]


def expected_step(tables: Tables, reference: dt.date) -> dict[str, Any] | None:
    """The first meeting that is not over on the date, from the calendar itself."""
    calendar = tables["calendar"]
    last = calendar["end"].fillna(calendar["start"])
    ahead = records(calendar[calendar["kind"].isin(MEETINGS) & (last >= pd.Timestamp(reference))])
    return min(ahead, key=lambda step: (step["start"], step["end"]), default=None)


def latest_source(tables: Tables) -> dt.date:
    """The date of the latest document that states the process."""
    stated = set(tables["calendar"]["document_id"])
    return max(row["published_on"].date() for row in records(tables["documents"]) if row["document_id"] in stated)


def test_opens_on_three_sentences(tables: Tables) -> None:
    found = sentences(read_screen(""))
    assert len(found) == 3


def test_first_sentence_counts_the_proposals_and_no_decision(tables: Tables) -> None:
    actions = tables["actions"]
    counts = Counter(actions["status_reading"])
    parts = [
        f"{counts[code]} {(PLURAL if counts[code] > 1 else SINGULAR)[code]}" for code in SINGULAR if code in counts
    ]
    listed = ", ".join(parts[:-1]) + " et " + parts[-1]
    assert sentences(read_screen(""))[0] == f"{len(actions)} actions, aucune décision prise : {listed}."
    # Added up in the sentence itself: no action is left out.
    total, *numbers = [int(number) for number in re.findall(r"\d+", sentences(read_screen(""))[0])]
    assert sum(numbers) == total == 16


def test_second_sentence_counts_orientations_resting_on_one_action(tables: Tables) -> None:
    groups: dict[str, list[str]] = {}
    for action in records(tables["actions"]):
        groups.setdefault(action["orientation_id"], []).append(action["status_reading"])
    single = sum(len(readings) == 1 for readings in groups.values())
    emptied = sum(set(readings) == {"arret"} for readings in groups.values())
    said = sentences(read_screen(""))[1]
    assert said.startswith(f"{single} orientations sur {len(tables['orientations'])} reposent sur une seule action")
    assert f"{emptied} serait vidée" in said


def test_third_sentence_says_the_next_step_and_what_is_decided(tables: Tables) -> None:
    screen = read_screen("")
    # The default is the date of the latest source, not today's.
    latest = latest_source(tables)
    assert screen.app.date_input[0].value == latest
    step = expected_step(tables, latest)
    assert step is not None
    said = sentences(screen)[2]
    assert said.startswith("Prochaine étape (vue du 26 janvier 2024) : ")
    assert plain(span(step["start"].date(), step["end"].date(), step["start_precision"])) in said
    assert plain(step["label"]) in said
    assert plain(step["decides"]) in said


@pytest.mark.parametrize("by_url", [True, False], ids=["adresse", "champ"])
def test_reference_date_moves_the_next_step(tables: Tables, by_url: bool) -> None:
    screen = open_screen("", **({"reference": "2024-07-01"} if by_url else {}))
    if not by_url:
        screen.app.date_input[0].set_value(dt.date(2024, 7, 1))
        screen.run()
        assert screen.app.query_params["reference"] == "2024-07-01"
    step = expected_step(tables, dt.date(2024, 7, 1))
    assert step is not None
    assert plain(step["label"]) in sentences(screen)[2]
    assert "septembre à octobre 2024" in sentences(screen)[2]


def test_after_the_last_step_none_is_announced() -> None:
    said = sentences(open_screen("", reference="2025-01-01"))[2]
    assert said.startswith("Prochaine étape (vue du 1er janvier 2025) : aucune n'est prévue")


@pytest.mark.parametrize("written", ["hier", "2024-13-01", "26/01/2024", ""])
def test_impossible_reference_date_is_told(tables: Tables, written: str) -> None:
    screen = open_screen("", reference=written)
    latest = latest_source(tables)
    assert screen.app.date_input[0].value == latest
    assert any("reference=" in said and f"{latest:%d/%m/%Y}" in said for said in screen.warnings)


@pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31"])
def test_far_reference_date_does_not_break_the_page(written: str) -> None:
    assert sentences(open_screen("", reference=written))[2].startswith("Prochaine étape")


def test_a_month_is_not_over_before_its_last_day() -> None:
    assert "mars à avril 2024" in sentences(open_screen("", reference="2024-04-30"))[2]
    assert "juin 2024" in sentences(open_screen("", reference="2024-05-01"))[2]


def test_board_has_a_link_for_each_action_with_its_status(tables: Tables) -> None:
    screen = read_screen("")
    board = next(table for table in screen.html.all("table") if table.all(class_="sd-chip"))
    assert len(board.one("tbody").all("tr")) == len(tables["orientations"])
    chips = board.all("a", "sd-chip")
    assert len(chips) == len(tables["actions"]) == 16
    for chip, action in zip(chips, records(tables["actions"].sort_values("action_id")), strict=True):
        number, reading = action["action_id"], action["status_reading"]
        assert chip.attributes["href"] == f"fiche?action={number}"
        badge = chip.one("span", f"sd-badge--{reading}")
        assert plain(badge.text) == f"{number} · {READING_LABELS[reading]}"
        assert plain(action["title"]) in plain(chip.attributes["title"])
    # The board never lets a proposal pass for a decision.
    assert "propose" in board.one("caption").text


def test_board_marks_the_statuses_their_text_contradicts(tables: Tables) -> None:
    """Display rule 3: a status that says something else than its text carries a sign, in words too."""
    grave = tables["caveats"].query("severity == 'A' and category == 'statut'")["caveat_id"]
    subjects = tables["caveat_subjects"]
    whole = set(subjects.loc[subjects["kind"] == "whole", "caveat_id"])
    touched = subjects[subjects["caveat_id"].isin(list(set(grave) - whole)) & (subjects["kind"] == "action")]
    marked = {
        int(chip.attributes["data-action"])
        for chip in read_screen("").html.all("a", "sd-chip")
        if "statut et texte" in chip.text
    }
    assert {8, 9, 10, 11, 14} <= marked <= {int(number) for number in touched["subject"]}


def test_board_puts_each_action_in_its_orientation(tables: Tables) -> None:
    screen = read_screen("")
    board = next(table for table in screen.html.all("table") if table.all(class_="sd-chip"))
    rows = board.one("tbody").all("tr")
    for row, orientation in zip(rows, records(tables["orientations"].sort_values("rank")), strict=True):
        actions = tables["actions"]
        mine = actions.loc[actions["orientation_id"] == orientation["orientation_id"], "action_id"].tolist()
        assert plain(orientation["label"]) in plain(row.one("th").text)
        assert [int(chip.attributes["data-action"]) for chip in row.all("a", "sd-chip")] == mine
        assert ("seule action" in row.text) == (len(mine) == 1)


def test_departement_shows_no_territory_mark() -> None:
    screen = read_screen("")
    assert not screen.html.all("p", "sd-scope")
    assert "::after" not in screen.text


@pytest.mark.parametrize("territory", ARRONDISSEMENTS)
def test_arrondissement_marks_every_action(tables: Tables, territory: str) -> None:
    screen = read_screen("", territoire=territory)
    rows = records(tables["action_arrondissements"].query("territory_id == @territory"))
    links = {row["action_id"]: row["link"] for row in rows}
    said = plain(screen.html.one("p", "sd-scope").text)
    # The numbers of the sentence add up to the actions, and each action is named once.
    counts = [int(number) for number in re.findall(r" : (\d+)", said)]
    priority = {row["action_id"] for row in rows if row["priority"]}
    assert priority <= {action for action, link in links.items() if link == "cited"}
    assert (f"dont {len(priority)} dans" if priority else "aucune en priorité") in said
    assert counts == [list(links.values()).count(kind) for kind in LINK_LABELS]
    assert sum(counts) == len(links) == 16
    named = [int(number) for group in re.findall(r"\(([\d, ]+)\)", said) for number in group.split(",")]
    assert sorted(named) == list(range(1, 17))
    assert "« Non cité » ne veut pas dire « non couvert »." in said
    # Beside each action of the board, the word of its own link.
    style = plain("".join(part.text for part in screen.html.all("style")))
    marks: dict[int, str] = {}
    for selectors, word in re.findall(r'\.sd-chip:is\((.*?)\)::after\{content:"(.*?)"\}', style):
        marks |= {int(action): word for action in re.findall(r'data-action="(\d+)"', selectors)}
    assert marks == {
        action: "prioritaire" if action in priority else LINK_LABELS[link].lower() for action, link in links.items()
    }


def test_chart_counts_every_status(tables: Tables) -> None:
    screen = read_screen("")
    (expander,) = [part for part in screen.app.expander if part.label == "Voir les données du graphique"]
    assert expander.html
    counts = Counter(tables["actions"]["status_reading"])
    text = plain("".join(re.sub(r"<[^>]+>", " ", block.body) for block in expander.html))
    for code, label in READING_LABELS.items():
        assert re.search(rf"{label} {counts[code]}\b", text), label


def test_silences_are_the_absences_of_the_whole(tables: Tables) -> None:
    screen = read_screen("")
    (block,) = (part for part in screen.html.all("section") if "ne dit pas" in "".join(h.text for h in part.all("h2")))
    whole = tables["caveat_subjects"].query("kind == 'whole'")["caveat_id"]
    absences = tables["caveats"].query("category == 'absence' and severity != 'C'")
    allowed = {plain(title) for title in absences.loc[absences["caveat_id"].isin(whole), "title"]}
    shown = [plain(summary.text) for summary in block.all("summary")]
    assert shown
    assert set(shown) <= allowed
    assert block.one("a").attributes["href"].startswith("sources")


def test_contradictions_that_change_a_decision_are_on_the_first_page(tables: Tables) -> None:
    blocks = read_screen("").html.all("section")
    (block,) = (part for part in blocks if "se contredit" in "".join(heading.text for heading in part.all("h2")))
    grave = tables["caveats"].query("severity == 'A'")
    shown = {plain(summary.text) for summary in block.all("summary")}
    assert shown
    assert shown <= {plain(title) for title in grave["title"]}
    # Each opens on what is written and why it matters.
    statements = {plain(row["title"]): row for row in records(grave)}
    for details in block.all("details"):
        row = statements[plain(details.one("summary").text)]
        assert plain(row["statement"]) in plain(details.text)
        assert plain(row["effect"]) in plain(details.text)


def test_the_day_the_next_step_is_seen_from_is_explained() -> None:
    note = plain(read_screen("").html.one(class_="sd-key-sentences").text)
    assert "« Vue du 26 janvier 2024 » : le calendrier est lu comme si l'on était ce jour-là" in note
    document = "Délibération du Conseil départemental du 22 janvier 2024, version publiée"
    assert f"document le plus récent dont vient ce calendrier ({document})" in note
    assert "Ce n'est pas la date d'aujourd'hui" in note
    chosen = plain(open_screen("", reference="2024-07-01").html.one(class_="sd-key-sentences").text)
    assert "« Vue du 1er juillet 2024 » : " in chosen
    assert "date de référence choisie sur cette page" in chosen
