"""The arrondissement meetings on screen: what was said is read, what was typed is never run."""

from __future__ import annotations

import json
import uuid

from data.decision import Actor
from data.load import record_remarks
from tests.pages.screen import open_screen, plain

HOSTILE = '<img src=x onerror="alert(1)"> [lien](https://example.org) =SOMME(A1)'


def record(place: str, **more: object) -> None:
    row = {
        "remark_id": str(uuid.uuid4()),
        "territory_id": place,
        "round": "1",
        "said_on": "2026-03-12",
        "table": "",
        "kind": "besoin",
        "body": "CCAS de Caudry",
        "family": "ccas",
        "text": "Un accueil le samedi.",
        "objects": ["action:5"],
        "territories": [],
        "volunteer": True,
        **more,
    }
    receipt = record_remarks(
        Actor("", "Camille Essai", "référent", "local"),
        json.dumps({"contributions": [row]}),
        frozenset({"action:5"}),
        frozenset(),
    )
    assert receipt.recorded, receipt


def test_before_any_meeting_the_page_says_that_nothing_was_gathered() -> None:
    screen = open_screen("rencontres")
    assert "0 contribution recueillie" in screen.text
    assert "0 arrondissement sur 6" in screen.text
    assert not screen.app.exception


def test_what_was_said_is_read_in_its_arrondissement_and_under_its_orientation() -> None:
    record("arr:592")
    screen = open_screen("rencontres", rencontre="arr:592")
    assert "Un accueil le samedi." in screen.text
    assert "volontaire pour la gouvernance" in screen.text
    elsewhere = open_screen("rencontres", rencontre="arr:591")
    tables = [plain(table.one("caption").text) for table in elsewhere.html.all("table")]
    assert not any("ce qui a été dit" in caption for caption in tables)
    assert "1 contribution" in elsewhere.text


def test_what_is_typed_is_shown_and_never_run() -> None:
    record("arr:592", text=HOSTILE, body="<b>Mairie</b>")
    screen = open_screen("rencontres", rencontre="arr:592")
    assert HOSTILE in screen.html.text
    assert not screen.html.all("img")
    assert not screen.html.all("b")


def test_the_filter_opens_the_form_on_its_arrondissement() -> None:
    screen = open_screen("rencontres", territoire="arr:594")
    form = next(node for node in screen.html.nodes() if "data-recueil" in node.attributes)
    assert form.attributes["data-territoire"] == "arr:594"
