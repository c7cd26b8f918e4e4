"""Calendar and governance: every step, every neighbouring frame, every fact, and a vote that adds up."""

import datetime as dt
import re
from typing import Any

import pandas as pd
import pytest

from components.formats import number, span
from tests.pages.screen import Node, Screen, open_screen, plain, read_screen, records

Tables = dict[str, pd.DataFrame]


def rows(screen: Screen, caption: str) -> list[Node]:
    """The rows of every table whose caption begins so."""
    return [
        row
        for table in screen.html.all("table")
        if plain(table.one("caption").text).startswith(caption)
        for row in table.one("tbody").all("tr")
    ]


def when(row: dict[str, Any]) -> str:
    """The dates of a row in words; where only the end is known, as precise as that end."""

    def day(value: Any) -> dt.date | None:
        return None if pd.isna(value) else value.date()

    start = day(row["start"])
    return plain(span(start, day(row["end"]), row["start_precision"] if start else row["end_precision"]))


def test_every_step_is_on_the_page_with_its_quote(tables: Tables) -> None:
    shown = rows(read_screen("calendrier"), "Étapes")
    assert len(shown) == len(tables["calendar"])
    texts = [plain(row.text) for row in shown]
    for step in records(tables["calendar"]):
        wanted = [plain(step["label"]), when(step), plain(step["place"])]
        wanted += [plain(step[name]) for name in ("body", "decides", "quote") if pd.notna(step[name])]
        wanted.append({"fait": "Fait", "prevu": "Prévu"}[step["state"]])
        assert [text for text in texts if all(part in text for part in wanted)], wanted


@pytest.mark.parametrize("reference", ["", "2017-12-18", "2024-07-01", "2030-01-01", "2031-01-01"])
def test_steps_are_split_by_the_date_and_none_is_lost(tables: Tables, reference: str) -> None:
    screen = open_screen("calendrier", **({"reference": reference} if reference else {}))
    ahead, past = rows(screen, "Étapes à venir"), rows(screen, "Étapes passées")
    assert len(ahead) + len(past) == len(tables["calendar"])
    for name, found in (("à venir", ahead), ("passées", past)):
        assert found or f"Étapes {name}" in screen.text
    marked = [row for row in ahead + past if "prochaine étape" in row.text]
    following = plain(screen.html.one(class_="sd-key-sentences").text)
    if "aucune n'est prévue" in following:
        assert marked == []
    else:
        (row,) = marked
        assert row in ahead


def test_the_next_step_is_the_one_announced(tables: Tables) -> None:
    screen = open_screen("calendrier", reference="2024-07-01")
    (row,) = [row for row in rows(screen, "Étapes à venir") if "prochaine étape" in row.text]
    (step,) = records(tables["calendar"].query("step_id == 'rencontres-2024-09'"))
    label = plain(step["label"])
    assert label in plain(row.text)
    assert label in plain(screen.html.one(class_="sd-key-sentences").text)


def test_reference_date_follows_from_the_first_page() -> None:
    screen = open_screen("", reference="2024-07-01")
    screen.app.switch_page("piloter/calendrier.py")
    screen.app.query_params.clear()
    screen.run()
    assert screen.app.date_input[0].value == dt.date(2024, 7, 1)
    assert screen.app.query_params["reference"] == "2024-07-01"


def test_every_frame_is_on_the_page_with_its_quote(tables: Tables) -> None:
    shown = rows(read_screen("calendrier"), "Cadres voisins")
    assert len(shown) == len(tables["frames"])
    texts = [plain(row.text) for row in shown]
    ties: dict[str, list[str]] = {}
    for tie in records(tables["frame_actions"]):
        ties.setdefault(tie["frame_id"], []).append(str(tie["action_id"]))
    for frame in records(tables["frames"]):
        wanted = [plain(frame["label"]), when(frame), plain(frame["place"])]
        wanted += [plain(frame[name]) for name in ("acronym", "carrier", "state", "quote") if pd.notna(frame[name])]
        if frame["frame_id"] in ties:
            wanted.append(", ".join(ties[frame["frame_id"]]))
        assert [text for text in texts if all(part in text for part in wanted)], wanted


def test_every_fact_of_governance_is_on_the_page(tables: Tables) -> None:
    shown = [plain(row.text) for row in rows(read_screen("calendrier"), "Comités, coordination et séance")]
    assert len(shown) == len(tables["governance_facts"])
    for fact in records(tables["governance_facts"]):
        wanted = [plain(fact["label"])] + [plain(fact[name]) for name in ("text", "quote") if pd.notna(fact[name])]
        if pd.notna(fact["value"]):
            wanted.append(plain(number(fact["value"])))
        if pd.notna(fact["value_high"]):
            wanted.append(plain(number(fact["value_high"])))
        assert [text for text in shown if all(part in text for part in wanted)], wanted


def test_vote_is_shown_and_adds_up(tables: Tables) -> None:
    (vote,) = records(tables["votes"])
    screen = open_screen("calendrier")
    shown = {
        plain(row.one("th").text): plain(row.one("td").text) for row in rows(screen, f"{vote['body']}, 22 janvier 2024")
    }
    named = {
        "Membres en exercice": "members",
        "Présents": "present",
        "Procurations": "proxies",
        "Ont pris part au vote": "voters",
        "Abstentions": "abstentions",
        "Suffrages exprimés": "cast",
        "Majorité des suffrages exprimés": "majority",
        "Pour": "for",
        "Contre": "against",
        "Absents sans procuration": "absent",
    }
    assert {label: int(shown[label]) for label in named} == {label: vote[name] for label, name in named.items()}
    # The arithmetic written under the table is the table's, and is right.
    line = next(p for p in screen.html.all("p") if "Contrôle : " in plain(p.text))
    numbers = [int(n) for n in re.findall(r"\d+", plain(line.text).split("Source")[0])]
    present, proxies, voters, voters_again, abstentions, cast = numbers
    assert present + proxies == voters == voters_again == vote["voters"]
    assert voters - abstentions == cast == vote["cast"]
    assert plain(vote["quote"]) in plain(line.text)


def test_groups_and_results_of_the_vote_are_shown(tables: Tables) -> None:
    text = read_screen("calendrier").text
    for group in records(tables["vote_groups"]):
        assert plain(group["group"]) in text, group["group"]
    for result in records(tables["vote_results"]):
        assert plain(result["quote"]) in text, result["result"]
