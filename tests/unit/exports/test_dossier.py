"""The dossier and the tables hold what the tables of the dashboard hold."""

from __future__ import annotations

import datetime as dt
import io
import re
import threading
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from components.exports.bilan_book import build_bilan_book
from components.exports.document import Contents, Figure, Heading, Origin, Table
from components.exports.dossier import build_dossier
from components.exports.dossier_figures import DossierMaterial
from components.exports.spreadsheet import xlsx_bytes
from components.exports.steps import Step, StoppedError, telling
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from components.figures.small_map import compute_paths
from data.deciding.meetings import new_meeting
from data.decision import AgendaItem
from data.model import LINK_LABELS, READING_LABELS
from tests.unit.exports.sample import taken
from tests.unit.test_deck import material, rings, tables

ORIGIN = Origin(dt.datetime(2024, 1, 26, 9, 0), "essai")


#: A meeting as it is prepared: title, hour, place, durations, why a point is opened.
MEETING = replace(
    new_meeting(
        "m",
        (
            AgendaItem("o", "Orientations", (), 10),
            AgendaItem("l", "Actions en lot", ("action:3", "action:15"), 50, "Deux colonnes cochées"),
        ),
        None,
    ),
    title="COPIL de clôture",
    day=dt.date(2026, 11, 28),
    time="14:30",
    place="Préfecture, salle Érignac",
)


def whole_dossier(decided: dict[int, Any] | None = None, **changes: Any) -> DossierMaterial:
    """All that a dossier may hold, from the tables of the dashboard."""
    one = material()
    plain = DossierMaterial(
        "COPIL restreint",
        MEETING,
        one.statuses,
        one.fiches,
        one.orientations,
        decided or {},
        one.ahead,
        one.caveats,
        earlier=(),
        links=one.links,
        names=one.names,
        paths=compute_paths(rings(), 0.012),
        coverage=one.coverage,
        trends=one.trends,
    )
    return replace(plain, **changes)


def dossier(decided: dict[int, Any] | None = None, **changes: Any) -> str:
    built = build_dossier(whole_dossier(decided, **changes), ORIGIN)
    pages = PdfReader(io.BytesIO(pdf_bytes(built))).pages
    read = " ".join(re.sub("\u00ad\\s*", "", page.extract_text()) for page in pages)
    return re.sub(r"\s+", " ", read).replace("’", "'")


def test_every_fiche_the_agenda_and_the_grave_caveats_are_in_the_dossier() -> None:
    read = dossier()
    for status in material().statuses:
        assert f"Action {status.action_id} – {status.title[:25]}" in read
    assert "Actions en lot" in read
    grave = tables()["caveats"].query("severity == 'A'")["title"]
    assert len(grave)
    for title in grave:
        assert re.sub(r"\s+", " ", title)[:30] in read
    assert "16 actions, aucune décision prise" in read


def test_the_dossier_opens_on_the_meeting_as_it_was_prepared_and_on_what_is_in_it() -> None:
    read = dossier(chosen=(5,), reference=dt.date(2026, 11, 28)).replace("\u202f", " ")
    for words in ("COPIL de clôture", "28 novembre 2026, 14:30", "Préfecture, salle Érignac", "2 points, 1 h 00"):
        assert words in read.replace("\u00a0", " ")
    assert "Deux colonnes cochées" in read
    built = build_dossier(whole_dossier(), ORIGIN)
    contents = next(block for block in built.blocks if isinstance(block, Contents))
    assert contents.titles == tuple(b.text for b in built.blocks if isinstance(b, Heading) and b.level == 1)
    assert len(contents.titles) > 20
    # The pages told are those where the parts begin.
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(built))).pages]
    outline = re.sub(r"\s+", " ", pages[0] + pages[1])
    told = re.search(r"Action 14 – .*? (?:\. ?)+(\d+) Action 15", outline)
    assert told, outline
    assert "Action 14 – " in pages[int(told[1]) - 1]


@pytest.mark.parametrize("write", [docx_bytes, odt_bytes])
def test_each_line_of_the_contents_leads_to_a_part_that_is_there(write) -> None:
    name = "word/document.xml" if write is docx_bytes else "content.xml"
    with zipfile.ZipFile(io.BytesIO(write(build_dossier(whole_dossier(chosen=(5,)), ORIGIN)))) as package:
        body = package.read(name).decode()
    places = re.findall(r'(?:bookmarkStart [^>]*w:name|text:bookmark text:name)="(partie_\w+)"', body)
    links = re.findall(r'(?:w:anchor="|xlink:href="#)(partie_\w+)"', body)
    pages = re.findall(r'(?:PAGEREF |text:ref-name=")(partie_\w+)', body)
    assert links
    assert links == pages
    assert set(links) == set(places)


def test_the_steps_to_come_say_their_day_and_what_has_gone_by() -> None:
    made = replace(ORIGIN, made_at=dt.datetime(2024, 6, 1, 9))
    seen = dt.date(2024, 1, 26)
    built = build_dossier(whole_dossier(reference=seen, chosen=(5,)), made)
    table = next(one for one in built.blocks if isinstance(one, Table) and one.caption.startswith("Calendrier"))
    past = [row[0] for row in table.rows if "(date passée)" in row[0]]
    assert any("janvier 2024" in when for when in past)
    assert not any("décembre 2024" in when for when in past)
    assert f"{len(past)} étapes annoncées ont une date passée" in str(built).replace("\\xa0", " ")
    # Nothing left to come: it is said, and nothing that is over is called « à venir ».
    later = build_dossier(whole_dossier(reference=dt.date(2026, 11, 28), ahead=(), latest=material().ahead[-1]), made)
    assert not any(isinstance(one, Table) and one.caption.startswith("Calendrier") for one in later.blocks)
    assert "ne datent aucune étape après le 28\\xa0novembre 2026" in str(later)


def test_a_decision_is_in_the_dossier_with_its_sentence() -> None:
    read = dossier({5: [taken("action:5", wording="Le COPIL propose de poursuivre.")]})
    assert "1 décision prise" in read
    assert "Décision du COPIL : Le COPIL propose de poursuivre." in read


PARTS = {
    13: (taken("action:13.1", wording="Poursuivre les points."), taken("action:13.2", "arret", "Arrêter le reste.")),
    1: (taken("action:1.p1", wording="Poursuivre la première ligne."),),
}


def test_what_is_decided_of_the_parts_of_an_action_is_a_decision_everywhere() -> None:
    """The dossier, the fiche and the note say of a decided part what the screens say, and count it as they do."""
    read = dossier(PARTS, chosen=(13,)).replace("\u202f", " ")
    assert "16 actions, 3 décisions prises" in read
    assert "Sous-action 1, poursuite : Poursuivre les points. Sous-action 2, arrêt : Arrêter le reste." in read
    built = build_dossier(whole_dossier(PARTS), ORIGIN)
    orientations = next(one for one in built.blocks if isinstance(one, Table) and one.caption.startswith("Orientat"))
    cells = " ; ".join(row[3] for row in orientations.rows)
    assert "13 Poursuite (sous-action 1), Arrêt (sous-action 2)" in cells
    assert "1 Poursuite (perspective 1)" in cells
    assert cells.count("non décidé") == 14


def test_a_decision_says_where_it_was_taken_and_that_its_releve_is_a_draft() -> None:
    where = "COPIL restreint du 8 octobre 2026, relevé en projet"
    read = dossier(PARTS, meetings={"m-1": where}, chosen=(13,)).replace("\u00a0", " ").replace("\u202f", " ")
    assert f"Poursuivre les points. (décision n° 1, {where}) Sous-action 2" in read
    assert f"Décisions prises : {where}." in read


def test_no_sentence_of_a_fiche_is_cut_in_the_dossier() -> None:
    """Two pages are asked of the fiche alone: what a committee decides on is read whole."""
    said = str(build_dossier(whole_dossier(chosen=(1, 9)), ORIGIN))
    assert "à lire à l'écran" not in said
    assert "autres lignes" not in said
    for number in (1, 9):
        for section in ("perspectives", "situation", "actions_menees", "besoins", "objectifs"):
            for item in material().fiches[number].section(section).items:
                assert str(item.text)[:-1] in said or repr(item.text)[1:-1] in said


def test_what_is_decided_of_an_orientation_is_in_the_dossier() -> None:
    label = "Aller vers les habitants"
    settled = {
        "orientation:O2": taken("orientation:O2", "reformulee", label="Mieux accueillir"),
        "orientation:O5": taken("orientation:O5", "retiree"),
        "orientation:O6": taken("orientation:O6", "fusionnee", merged_into="orientation:O2"),
        "orientation:N1": taken("orientation:N1", "creee", label=label),
    }
    titles = {f"orientation:{code}": words for code, words, _ in material().orientations}
    built = build_dossier(whole_dossier(settled=settled, titles=titles), ORIGIN)
    table = next(one for one in built.blocks if isinstance(one, Table) and one.caption.startswith("Orientat"))
    told = {row[0]: row[1] for row in table.rows}
    assert told[titles["orientation:O5"]] == "Retirée"
    assert told[titles["orientation:O6"]] == f"Fusionnée avec « {titles['orientation:O2']} »"
    assert told[titles["orientation:O2"]] == f"Reformulée : « {titles['orientation:O2']} » devient « Mieux accueillir »"
    assert told[label] == "Créée"
    assert told[titles["orientation:O1"]] == "non décidée"
    assert len(table.rows) == 10
    said = "1 reformulée, 1 fusionnée, 1 retirée et 1 créée"
    assert said in dossier(settled=settled, titles=titles, chosen=(5,)).replace("\u00a0", " ")


def test_the_annexes_hold_one_row_a_figure_and_one_cell_a_link() -> None:
    built = build_dossier(whole_dossier(), ORIGIN)
    found = {block.caption: block for block in built.blocks if isinstance(block, Table)}
    figures = found["Chiffres que les documents donnent, un par ligne"]
    assert len(figures.rows) == sum(len(fiche.observations) for fiche in material().fiches.values())
    links = found["Comment chaque fiche concerne chaque arrondissement"]
    told = {
        (int(row[0]), code): cell for row in links.rows for code, cell in zip(material().links, row[1:], strict=True)
    }
    rows = tables()["action_arrondissements"].to_dict("records")
    assert told == {(row["action_id"], row["territory_id"]): LINK_LABELS[row["link"]].lower() for row in rows}
    maps = [block for block in built.blocks if isinstance(block, Figure) and block.caption.startswith("Arrondiss")]
    assert len(maps) == len(material().statuses)


def test_the_dossier_of_a_meeting_holds_the_fiches_of_its_agenda_alone() -> None:
    built = build_dossier(whole_dossier(chosen=(5, 14)), ORIGIN)
    titles = [block.text for block in built.blocks if isinstance(block, Heading) and block.text.startswith("Action ")]
    assert [title.split(" – ")[0] for title in titles] == ["Action 5", "Action 14"]
    assert "2 fiches-actions, celles de l'ordre du jour" in dossier(chosen=(5, 14)).replace("\u00a0", " ")


@pytest.mark.parametrize("write", [pdf_bytes, docx_bytes, odt_bytes])
def test_each_step_is_told_in_french_and_the_reader_may_stop_between_two(write) -> None:
    told: list[Step] = []
    write(build_dossier(whole_dossier(), ORIGIN, told.append), told.append)
    words = [step.words for step in told]
    assert "Fiche 7 sur 16" in words
    assert words[-1] in {"Enregistrement du fichier", "Mise en page du PDF, d'un seul tenant"}
    assert all(0 <= step.done <= step.total for step in told)
    heard: list[Step] = []
    tell = telling(lambda: len(heard) > 3, heard.append)
    with pytest.raises(StoppedError):
        write(build_dossier(whole_dossier(), ORIGIN, tell), tell)
    assert len(heard) == 4


@pytest.mark.parametrize("write", [pdf_bytes, docx_bytes, odt_bytes])
def test_two_made_at_once_do_not_mix(write) -> None:
    """Two dossiers of other fiches and other decisions, made side by side, are each what it is alone."""
    asked = [
        whole_dossier({5: [taken("action:5", wording="Poursuivre la cinq.")]}, chosen=(5, 6)),
        whole_dossier({14: [taken("action:14", "arret", "Arrêter.")]}, chosen=(14, 1)),
    ]
    alone = [write(build_dossier(one, ORIGIN)) for one in asked]
    found: dict[int, bytes] = {}
    start = threading.Barrier(2)

    def make(place: int) -> None:
        start.wait(10)
        found[place] = write(build_dossier(asked[place], ORIGIN))

    threads = [threading.Thread(target=make, args=(place,)) for place in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [found[0] == alone[0], found[1] == alone[1]] == [True, True]
    assert alone[0] != alone[1]


def test_the_book_has_one_line_a_fact() -> None:
    one = material()
    names = {code: code for code in one.links}
    book = build_bilan_book(one.statuses, one.fiches, one.links, names, one.caveats, {5: "=1+1"}, ORIGIN)
    sheets = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))
    actions = list(sheets["Actions"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in actions] == list(tables()["actions"]["action_id"])
    assert [row[3] for row in actions] == [READING_LABELS[code] for code in tables()["actions"]["status_reading"]]
    assert actions[4][6] == "=1+1"
    assert sheets["Actions"].cell(6, 7).data_type == "s"
    shown = sum(len(fiche.observations) for fiche in one.fiches.values())
    assert len(list(sheets["Chiffres"].iter_rows(min_row=2))) == shown
    assert len(list(sheets["Territoires"].iter_rows(min_row=2))) == len(tables()["action_arrondissements"])
    assert len(list(sheets["Précautions"].iter_rows(min_row=2))) == len(tables()["caveats"])
