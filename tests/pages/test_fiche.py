"""The fiche-action: the proposal in its own words, six sections each with its state, every figure with its quote."""

import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest

from components.formats import number
from data.model import (
    ARRONDISSEMENTS,
    LINK_LABELS,
    READING_LABELS,
    ROLE_LABELS,
    SECTION_LABELS,
    SECTIONS,
    STATE_LABELS,
)
from tests.pages.screen import Node, Screen, open_screen, plain, read_screen, records

Tables = dict[str, pd.DataFrame]
ACTIONS = range(1, 17)
every_action = pytest.mark.parametrize("action", ACTIONS)


def fiche(action: int, **codes: str) -> Screen:
    """The fiche of an action, to be read only: opened once for all the tests."""
    return read_screen("fiche", action=str(action), **codes)


def action_row(tables: Tables, action: int) -> dict[str, Any]:
    (row,) = records(tables["actions"].query("action_id == @action"))
    return row


def section(screen: Screen, name: str) -> Node:
    return screen.html.one("section", f"sd-section--{name}")


def caveats_of(tables: Tables, action: int) -> set[str]:
    """The caveats that touch an action: itself, one of its sections, indicators or observations."""
    indicators = tables["indicators"].loc[tables["indicators"]["action_id"] == action, "indicator_id"]
    observations = tables["observations"]
    observed = observations.loc[observations["indicator_id"].isin(indicators), "observation_id"]
    subjects = tables["caveat_subjects"]
    kind, subject = subjects["kind"], subjects["subject"]
    touched = (
        ((kind == "action") & (subject == str(action)))
        | ((kind == "section") & subject.str.startswith(f"{action}/"))
        | ((kind == "indicator") & subject.isin(indicators))
        | ((kind == "observation") & subject.isin(observed))
    )
    return set(subjects.loc[touched, "caveat_id"])


def test_there_is_a_fiche_for_each_action(tables: Tables) -> None:
    assert tables["actions"]["action_id"].tolist() == list(ACTIONS)


@every_action
def test_opens_on_the_action_of_the_address(tables: Tables, action: int) -> None:
    screen = fiche(action)
    row = action_row(tables, action)
    title = screen.html.one("header", "sd-fiche-title")
    assert plain(title.one("h2").text) == plain(f"Action {action} – {row['title']}")
    if pd.notna(row["subtitle"]):
        assert plain(row["subtitle"]) in title.text
    assert screen.app.query_params["action"] == str(action)
    assert screen.warnings == []


@every_action
def test_status_is_written_then_read_and_never_a_decision(tables: Tables, action: int) -> None:
    row = action_row(tables, action)
    bodies = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["label"], strict=True))
    authors = {
        bodies[code] for code in tables["action_bodies"].query("action_id == @action and role == 'author'")["body_id"]
    }
    status = fiche(action).html.one("div", "sd-status")
    head = status.one("p", "sd-status__head")
    (badge,) = head.all("span", "sd-badge")
    assert badge.classes == {"sd-badge", f"sd-badge--{row['status_reading']}"}
    assert plain(badge.text) == READING_LABELS[row["status_reading"]]
    # A proposal, and whose: display rule 1.
    said = plain(head.text)
    # Where nothing is ticked nor written there is no proposal, and it says so.
    proposed = (
        "aucune proposition dans la fiche" if row["status_reading"] == "non_renseigne" else "proposition de la fiche"
    )
    assert said.startswith(f"{READING_LABELS[row['status_reading']]} {proposed} (2023), rédigée par ")
    assert authors
    for author in authors:
        assert plain(author) in said
    whole = plain(status.text)
    written = row["status_written"]
    assert (plain(written) if pd.notna(written) else "La fiche n'écrit ni ne coche aucun statut.") in whole
    assert f"Notre lecture : {plain(row['status_reason'])}" in whole
    header = row["status_header"]
    assert (plain(header) if pd.notna(header) else "La fiche ne porte pas de tableau de perspectives.") in whole
    # The place of these words, one click away.
    provenance = status.one("details", "sd-provenance")
    assert plain(row["place"]) in plain(provenance.text)
    if pd.notna(row["quote"]):
        assert plain(row["quote"]) in plain(provenance.text)


@every_action
def test_six_sections_each_with_its_state(tables: Tables, action: int) -> None:
    screen = fiche(action)
    states = {row["section"]: row["state"] for row in records(tables["sections"].query("action_id == @action"))}
    assert set(states) == set(SECTIONS)
    for name in SECTIONS:
        block = section(screen, name)
        assert plain(block.one("h2").text) == plain(SECTION_LABELS[name])
        said = [plain(mark.text) for mark in block.all("span", f"sd-state--{states[name]}")]
        if states[name] == "filled":
            assert not block.all("span", "sd-state--absent")
        else:
            assert said == [plain(STATE_LABELS[states[name]])]
            assert not block.all("ul", "sd-items")
            assert not block.all("table")
        if states[name] in {"absent", "empty"}:
            assert "Éléments non communiqués" in said[0]


@every_action
def test_every_item_is_shown_with_its_quote(tables: Tables, action: int) -> None:
    screen = fiche(action)
    for item in records(tables["items"].query("action_id == @action")):
        block = plain(section(screen, item["section"]).text)
        assert plain(item["text"]) in block
        assert plain(item["quote"]) in block
    for cell in records(tables["item_cells"].query("action_id == @action")):
        assert plain(cell["text"]) in plain(section(screen, cell["section"]).text)


@every_action
def test_statuses_of_the_perspectives_are_kept_apart(tables: Tables, action: int) -> None:
    """Each line that proposes its own status carries its badge: a mixed fiche is not summed up by one word."""
    items = tables["items"].query("action_id == @action and status_reading.notna()")
    expected = Counter((row["section"], f"sd-badge--{row['status_reading']}") for row in records(items))
    screen = fiche(action)
    shown = Counter(
        (name, mark)
        for name in SECTIONS
        for badge in section(screen, name).all("span", "sd-badge")
        for mark in badge.classes - {"sd-badge"}
    )
    assert shown == expected


@every_action
def test_an_empty_lever_says_so(tables: Tables, action: int) -> None:
    columns = tables["lever_columns"].query("action_id == @action")["column"]
    block = section(fiche(action), "actions_menees")
    if columns.empty:
        assert not block.all("table")
        return
    rows = tables["items"].query("action_id == @action and section == 'actions_menees' and parent_rank.isna()")
    if rows.empty:
        return
    table = block.one("table")
    filled = tables["item_cells"].query("action_id == @action and section == 'actions_menees'")
    shown = filled[filled["rank"].isin(rows["rank"])]
    assert len(table.one("tbody").all("tr")) == len(rows)
    assert len(table.all("span", "sd-state--empty")) == len(rows) * len(columns) - len(shown)
    # A cell of a row that is not shown would be lost.
    assert len(shown) == len(filled)


@every_action
def test_every_caveat_of_the_action_is_there_once(tables: Tables, action: int) -> None:
    expected = caveats_of(tables, action)
    screen = fiche(action)
    cards = screen.html.all("details", "sd-caveat")
    titles = dict(zip(tables["caveats"]["caveat_id"], tables["caveats"]["title"], strict=True))
    shown = [plain(card.one("summary").all("span")[1].text) for card in cards]
    assert sorted(shown) == sorted(plain(titles[code]) for code in expected)
    block = screen.html.one("section", "sd-caveats")
    assert plain(block.one("h3").text) == f"Précautions de lecture ({len(expected)})"
    # Those that can change a decision stay in sight, whatever is folded.
    hidden = [card for fold in block.all("details") if "sd-caveat" not in fold.classes for card in fold.all("details")]
    assert not [card for card in hidden if "sd-caveat--A" in card.classes]


@every_action
def test_every_observation_opens_on_its_quote(tables: Tables, action: int) -> None:
    indicators = tables["indicators"].query("action_id == @action")
    labels = dict(zip(indicators["indicator_id"], indicators["label"], strict=True))
    observations = tables["observations"]
    mine = observations[observations["indicator_id"].isin(list(labels))]
    targets = tables["targets"]
    aimed = targets[targets["indicator_id"].isin(list(labels))]
    screen = fiche(action)
    rows = [
        row
        for table in screen.html.all("table")
        if "Chiffres" in table.one("caption").text
        for row in table.one("tbody").all("tr")
    ]
    assert len(rows) == len(mine)
    mentions = records(tables["mentions"])
    left = [plain(row.text) for row in rows]
    for observation in records(mine):
        label = plain(labels[observation["indicator_id"]])
        again = [m["quote"] for m in mentions if m["observation_id"] == observation["observation_id"]]
        wanted = [label, plain(number(observation["value"])), plain(observation["quote"]), plain(observation["place"])]
        wanted += [plain(quote) for quote in again]
        found = next((row for row in left if all(part in row for part in wanted)), None)
        assert found, f"{observation['observation_id']} is not shown with {wanted}"
        left.remove(found)
    for row in rows:
        row.one("details", "sd-provenance")
    for target in records(aimed):
        assert plain(target["wording"]) in screen.text
        assert plain(target["quote"]) in screen.text


@every_action
def test_bodies_are_shown_by_role(tables: Tables, action: int) -> None:
    labels = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["label"], strict=True))
    roles = tables["action_bodies"].query("action_id == @action")
    table = next(t for t in fiche(action).html.all("table") if "Qui a rédigé" in t.one("caption").text)
    rows = {plain(row.one("th").text): row for row in table.one("tbody").all("tr")}
    assert set(rows) == set(ROLE_LABELS.values())
    for role in records(roles):
        row = rows[ROLE_LABELS[role["role"]]]
        assert plain(labels[role["body_id"]]) in plain(row.text)
        assert plain(role["quote"]) in plain(row.text)


@every_action
def test_author_who_is_not_pilot_is_told(tables: Tables, action: int) -> None:
    roles = tables["action_bodies"].query("action_id == @action")
    # A service counts as the body it belongs to.
    parents = {row["body_id"]: row["parent_id"] for row in records(tables["bodies"])}
    family = {code: parent if isinstance(parent, str) else code for code, parent in parents.items()}
    authors = {family[row["body_id"]] for row in records(roles) if row["role"] == "author"}
    pilots = {family[row["body_id"]] for row in records(roles) if row["role"] == "pilot"}
    notes = " ".join(plain(note.text) for note in fiche(action).html.all("p", "sd-note"))
    assert ("n'est pas nommé parmi ses pilotes" in notes) == (bool(pilots) and not authors & pilots)
    assert ("une partie de ses pilotes seulement" in notes) == (bool(authors & pilots) and not pilots <= authors)


@every_action
def test_announced_and_listed_sub_actions(tables: Tables, action: int) -> None:
    announced = action_row(tables, action)["sub_actions_announced"]
    items = tables["items"].query("action_id == @action and section == 'sous_actions' and parent_rank.isna()")
    text = plain(section(fiche(action), "sous_actions").text)
    if pd.isna(announced):
        assert "annoncée" not in text.split("Source")[0]
    else:
        listed = len(items)
        assert f"{announced} sous-action{'s' if announced > 1 else ''} annoncée" in text
        assert re.search(rf", {listed} listée{'s' if listed > 1 else ''}\.", text)


def test_fiche_15_says_what_is_missing() -> None:
    note = section(fiche(15), "sous_actions").one("p", "sd-note")
    assert plain(note.text) == "5 sous-actions annoncées, 4 listées."


@every_action
def test_previous_and_next(action: int) -> None:
    screen = fiche(action)
    pagers = screen.html.all("nav", "sd-pager")
    expected = {
        rel: f"fiche?action={other}" for rel, other in (("prev", action - 1), ("next", action + 1)) if other in ACTIONS
    }
    assert len(pagers) == 2
    for pager in pagers:
        assert pager.attributes["aria-label"]
        assert {link.attributes["rel"]: link.attributes["href"] for link in pager.all("a")} == expected


def test_choosing_in_the_list_changes_the_fiche_and_the_address() -> None:
    screen = open_screen("fiche", action="1")
    next(box for box in screen.app.selectbox if box.label == "Action").set_value("12")
    screen.run()
    assert screen.app.query_params["action"] == "12"
    assert plain(screen.html.one("header", "sd-fiche-title").one("h2").text).startswith("Action 12 –")


@pytest.mark.parametrize("written", ["99", "0", "-1", "abc", "", "1.5", "<script>alert(1)</script>"])
def test_wrong_action_shows_the_first_and_says_so(tables: Tables, written: str) -> None:
    screen = open_screen("fiche", action=written)
    title = plain(screen.html.one("header", "sd-fiche-title").one("h2").text)
    assert title == plain(f"Action 1 – {action_row(tables, 1)['title']}")
    (said,) = screen.warnings
    assert f"action={written}"[:40] in said
    assert plain(action_row(tables, 1)["title"]) in said
    assert screen.app.query_params["action"] == "1"
    assert not screen.html.all("script")


@every_action
@pytest.mark.parametrize("territory", [ARRONDISSEMENTS[0], ARRONDISSEMENTS[-1]])
def test_territory_is_told_with_the_words_that_cause_it(tables: Tables, action: int, territory: str) -> None:
    (link,) = records(tables["action_arrondissements"].query("action_id == @action and territory_id == @territory"))
    block = fiche(action, territoire=territory).html.one("div", "sd-territory")
    said = plain(block.text)
    assert said.startswith(f"{LINK_LABELS[link['link']]}. ")
    assert plain(link["via"]) in said
    assert ("Rapprochement déduit" in said) == (link["basis"] == "deduced")
    block.one("details", "sd-provenance")


def test_departement_has_no_territory_block() -> None:
    assert not fiche(5).html.all("div", "sd-territory")
