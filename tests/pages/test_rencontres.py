"""The arrondissement meetings on screen: what was said is read, what was typed is never run."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import replace

from components.formats import date
from data.deciding.arrondissement_meetings import new_gathering
from data.deciding.codec import to_payload
from data.deciding.orientations import Preparation
from data.deciding.room import open_meeting
from data.decision import Actor
from data.load import load_remarks, load_room, load_store, record_remarks
from data.store import Write, new_entry_id
from tests.meetings import record as record_object
from tests.pages.meeting_room import open_page
from tests.pages.screen import open_screen, plain

GATHERING = "0b7e6f9c-0000-4000-8000-0000000000aa"
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
    screen = open_screen("rencontres", rencontre="arr:592", tour="1")
    assert "Un accueil le samedi." in screen.text
    assert "volontaire pour la gouvernance" in screen.text
    elsewhere = open_screen("rencontres", rencontre="arr:591")
    tables = [plain(table.one("caption").text) for table in elsewhere.html.all("table")]
    assert not any("ce qui a été dit" in caption for caption in tables)
    assert "1 contribution" in elsewhere.text


def prepare(place: str, day: dt.date) -> str:
    """A meeting prepared for an arrondissement, as the page that prepares them writes it."""
    meeting = replace(
        new_gathering(GATHERING, place, "Arrondissement de Cambrai", ("CA de Cambrai",)),
        day=day,
        place="Caudry",
    )
    record_object(load_store(), "preparer", f"meeting:{meeting.meeting_id}", to_payload(meeting))
    return meeting.meeting_id


def test_a_meeting_prepared_is_the_one_typed_in_and_both_who_lead_it_are_named() -> None:
    meeting = prepare("arr:592", dt.date(2025, 9, 24))
    record("arr:592")
    screen = open_screen("rencontres", reunion=meeting)
    form = next(node for node in screen.html.nodes() if "data-recueil" in node.attributes)
    assert form.attributes["data-territoire"] == "arr:592"
    assert form.attributes["data-reunion"] == meeting
    assert (form.attributes["data-tour"], form.attributes["data-jour"]) == ("2", "2025-09-24")
    assert "Sous-préfet de l'arrondissement de Cambrai et Vice-président du Département" in screen.text
    # What was said outside it is not in its restitution, and stays in the synthesis.
    assert "ce qui a été dit : aucune contribution" in screen.text
    assert "1 contribution recueillie" in screen.text
    assert "hors de cette restitution : 1 contribution, première rencontre" in screen.text
    alone = open_screen("rencontres", rencontre="arr:592", reunion="aucune", tour="1")
    assert "Un accueil le samedi." in alone.text
    link = next(link for link in alone.links() if link.page == "preparer")
    assert link.codes == {"instance": "arrondissement", "territoire": "arr:592"}


def test_the_page_of_the_arrondissement_leads_to_what_it_said() -> None:
    assert "recueillie" not in open_screen("arrondissement", territoire="arr:592").text
    record("arr:592")
    screen = open_screen("arrondissement", territoire="arr:592")
    assert "1 contribution recueillie en rencontre" in screen.text
    assert {"rencontre": "arr:592"} in [link.codes for link in screen.links() if link.page == "rencontres"]
    assert "recueillie" not in open_screen("arrondissement", territoire="arr:591").text


def test_what_was_typed_that_day_before_the_meeting_was_prepared_was_said_in_it() -> None:
    day = dt.date(2026, 9, 24)
    record("arr:592", said_on=day.isoformat(), round="2")
    assert "Un accueil le samedi." in open_screen("rencontres", rencontre="arr:592", tour="2").text
    prepare("arr:592", day)
    screen = open_screen("rencontres", rencontre="arr:592")
    said = next(table for table in screen.html.all("table") if "ce qui a été dit" in plain(table.one("caption").text))
    assert "Un accueil le samedi." in plain(said.text)
    assert "hors de cette restitution" not in screen.text


def test_its_points_are_shown_in_the_room_and_nothing_is_to_be_decided() -> None:
    prepare("arr:592", dt.date(2026, 9, 24))
    room = load_room(GATHERING)
    assert room is not None
    wishes = open_meeting(room, dt.datetime(2026, 9, 24, 9, tzinfo=dt.UTC))
    writes = [Write(w.verb, w.object_id, w.kind, w.payload, w.expected, new_entry_id()) for w in wishes]
    load_store().append_many(Actor("", "Camille Essai", "secrétariat", "local"), writes)
    for view in ({}, {"vue": "projection"}):
        text = open_page("reunion", "Camille Essai", reunion=GATHERING, **view).text
        assert "Ouverture par le sous-préfet et le vice-président du Département" in text
        assert "Suites données" not in text


def test_the_link_prepares_a_meeting_of_that_arrondissement_led_by_two() -> None:
    screen = open_screen("preparer", instance="arrondissement", territoire="arr:592")
    assert next(box for box in screen.app.selectbox if box.label == "Instance").value == "arrondissement"
    assert next(box for box in screen.app.selectbox if box.label == "Arrondissement").value == "arr:592"
    invited = next(box for box in screen.app.multiselect if box.label == "Organismes invités").value
    assert invited[:2] == ["Sous-préfet de l'arrondissement de Cambrai", "Vice-président du Département"]
    assert "CA de Cambrai" in invited
    assert "besoins et difficultés" in screen.text


def test_the_form_offers_several_actions_and_the_communes_of_the_arrondissement(tables) -> None:
    screen = open_screen("rencontres", rencontre="arr:592")
    lists = {
        node.attributes["data-ajout"]: node for node in screen.html.all("select") if "data-ajout" in node.attributes
    }
    offered = {option.attributes["value"] for option in lists["territories"].all("option")} - {""}
    (group,) = [node for node in screen.html.nodes() if "data-communes" in node.attributes]
    offered |= {f"com:{one.split(' ', 1)[0]}" for one in group.attributes["data-communes"].split("|")}
    links = tables["territory_links"].query("parent_id == 'arr:592'")["child_id"]
    assert offered == {code for code in links if code.startswith(("com:", "epci:"))}
    assert len(lists["objects"].all("option")) == 1 + 9 + 16


def test_an_orientation_only_prepared_can_be_spoken_of_and_says_that_nobody_decided_it() -> None:
    name = "orientation:N1"
    draft = Preparation(name, "creee", "Vieillir chez soi", 10)
    record_object(load_store(), "preparer", name, to_payload(draft))
    screen = open_page("rencontres", "Camille Essai", rencontre="arr:592", tour="1")
    group = next(one for one in screen.html.all("optgroup") if "en préparation" in one.attributes["label"])
    (choice,) = group.all("option")
    words = "Orientation N1 (en préparation, non décidée) – Vieillir chez soi"
    assert (choice.attributes["value"], plain(choice.text)) == (name, words)
    assert "Personne n'en a décidé" in screen.text

    def send(text: str) -> None:
        row = {
            "remark_id": str(uuid.uuid4()), "territory_id": "arr:592", "round": "1", "said_on": "2026-03-12",
            "table": "", "kind": "avis", "body": "CCAS de Caudry", "family": "ccas", "text": text, "objects": [name],
            "territories": [], "volunteer": False,
        }  # fmt: skip
        box = next(one for one in screen.app.text_area if one.key == "recueil-texte")
        box.set_value(json.dumps({"contributions": [row]}))
        screen.run()

    send("Oui, avec les CCAS.")
    assert load_remarks()[-1].objects == (name,)
    cells = [plain(cell.text) for cell in screen.html.all("td")]
    assert words in cells
    # Given up since: offered no more, named where it was spoken of, and a phone typed on before is still received.
    record_object(load_store(), "preparer", name, to_payload(replace(draft, dropped=True)))
    send("Dit avant l'abandon.")
    assert len(load_remarks()) == 2
    assert name not in {option.attributes["value"] for option in screen.html.all("option")}
    gone = "Orientation N1 (n'est plus proposée) – Vieillir chez soi"
    assert [plain(cell.text) for cell in screen.html.all("td")].count(gone) == 2


def test_what_is_typed_is_shown_and_never_run() -> None:
    record("arr:592", text=HOSTILE, body="<b>Mairie</b>")
    screen = open_screen("rencontres", rencontre="arr:592", tour="1")
    assert HOSTILE in screen.html.text
    assert not screen.html.all("img")
    assert not screen.html.all("b")


def test_the_filter_opens_the_form_on_its_arrondissement() -> None:
    screen = open_screen("rencontres", territoire="arr:594")
    form = next(node for node in screen.html.nodes() if "data-recueil" in node.attributes)
    assert form.attributes["data-territoire"] == "arr:594"


def test_a_contribution_is_corrected_then_taken_back_on_the_page() -> None:
    record("arr:592")
    screen = open_page("rencontres", "Camille Essai", rencontre="arr:592", tour="1")

    def choose() -> None:
        box = next(one for one in screen.app.selectbox if one.label.startswith("Contribution (ce qui"))
        box.set_value(load_remarks()[0].remark_id)
        screen.run()

    def press(label: str) -> None:
        next(button for button in screen.app.button if button.label == label).click()
        screen.run()

    choose()
    next(one for one in screen.app.text_area if one.label == "Ce qui est dit").set_value("")
    press("Corriger")
    assert any("Écrivez ce qui est dit" in plain(one.text) for one in screen.html.all(class_="sd-field-fault"))
    next(one for one in screen.app.text_area if one.label == "Ce qui est dit").set_value("Un accueil le jeudi.")
    next(one for one in screen.app.text_input if one.label == "Organisme qui s'exprime").set_value("Mairie d'Iwuy")
    next(one for one in screen.app.selectbox if one.label == "Type d'organisme").set_value("commune")
    next(one for one in screen.app.selectbox if one.label == "Nature").set_value("proposition")
    next(one for one in screen.app.multiselect if one.label == "Territoires concernés").set_value(["com:59322"])
    next(one for one in screen.app.checkbox if one.label.startswith("Cet organisme est volontaire")).uncheck()
    press("Corriger")
    assert any("Contribution corrigée" in one.value for one in screen.app.success)
    (now,) = load_remarks()
    assert (now.body, now.family, now.kind, now.volunteer) == ("Mairie d'Iwuy", "commune", "proposition", False)
    assert (now.territories, now.objects) == (("com:59322",), ("action:5",))
    shown = " ".join(plain(table.text) for table in screen.html.all("table"))
    assert "Un accueil le jeudi." in shown
    assert "Un accueil le samedi." not in shown
    choose()
    press("Retirer de la synthèse")
    assert load_remarks() == ()
    assert any("Contribution retirée" in one.value for one in screen.app.success)
    assert "0 contribution recueillie" in screen.text
    # What was first said, what was corrected and by whom, stays readable; and it can be put back.
    (block,) = [one for one in screen.html.all("details") if "corrigées ou retirées" in one.one("summary").text]
    first, corrected, gone = (plain(line.text) for line in block.one("ol").all("li"))
    assert "« Un accueil le samedi. »" in first
    assert "Organisme : CCAS de Caudry → Mairie d'Iwuy" in corrected
    assert "« Un accueil le samedi. » → « Un accueil le jeudi. »" in corrected
    assert "Camille Essai" in corrected
    assert gone.startswith("Retirée de la synthèse.")
    next(one for one in screen.app.selectbox if one.label == "Contribution retirée").set_value(now.remark_id)
    screen.run()
    press("Remettre dans la synthèse")
    assert [one.text for one in load_remarks()] == ["Un accueil le jeudi."]


def test_a_restitution_bears_the_days_of_what_was_said_and_not_the_day_of_the_address(monkeypatch) -> None:
    given: list[tuple[str, dt.date]] = []
    monkeypatch.setattr(
        "components.gathering_downloads.show_restitution_downloads",
        lambda occasion, day, *_: given.append((occasion.when, day)),
    )
    open_screen("rencontres", rencontre="arr:592", tour="1", jour="2050-12-31")
    assert given.pop() == ("non précisée", dt.date.today())
    record("arr:592", said_on="2026-03-12")
    record("arr:592", said_on="2026-03-14")
    screen = open_screen("rencontres", rencontre="arr:592", tour="1", jour="2050-12-31")
    assert given.pop() == (f"du {date(dt.date(2026, 3, 12))} au {date(dt.date(2026, 3, 14))}", dt.date(2026, 3, 14))
    # What is typed before a day to come is dated of the day it is typed, and that is said.
    form = next(node for node in screen.html.nodes() if "data-recueil" in node.attributes)
    assert form.attributes["data-jour"] == dt.date.today().isoformat()
    assert "La rencontre du 31 décembre 2050 est à venir" in screen.text


def test_once_prepared_the_way_back_to_the_sheets_and_the_typing_is_said() -> None:
    meeting = prepare("arr:592", dt.date(2025, 9, 24))
    screen = open_page("preparer", "Camille Essai", reunion=meeting)
    next(button for button in screen.app.button if button.label == "Enregistrer la réunion").click()
    screen.run()
    back = next(link for link in screen.links() if link.page == "rencontres" and "saisir" in link.words)
    assert back.codes == {"reunion": meeting}
    assert "ce qui a été dit" in open_screen("rencontres", **back.codes).text
