"""Imports: nothing is kept before the user says yes, everything that was seen is told, and one can go back."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.connectors import library
from data.connectors.library import current, list_editions
from data.importing import Download
from tests.pages.screen import Screen, open_screen, plain, records

OPEN_DATA = Path(__file__).resolve().parents[3] / "shared" / "opendata"
LAYER = "france_services"
TITLES = "id_fs,insee_dep,lib_fs,insee_com,code_postal,lib_com,latitude,longitude,h_lundi,h_samedi,format_fs"
ANOR = "1,59,France services Anor,59012,59186,Anor,49.99114,4.09841,09:00 - 12:00,,Fixe"
LILLE = "2,59,France services Lille,59350,59000,Lille,50.6311,3.0468,09:00 - 17:00,09:00 - 12:00,Fixe"
NOWHERE = "3,59,France services Nulle-Part,59999,,Nulle-Part,,,,,Fixe"
NAME = "liste-fs_2024-08-01.csv"
SLUG = "liste-des-structures-france-services"


def csv(*lines: str) -> bytes:
    return "\n".join((TITLES, *lines, "")).encode()


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of its own, and no way out to the network."""
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "dossier"))
    monkeypatch.setenv("SDAASP_OPENDATA_API", "http://127.0.0.1:9")
    return tmp_path / "dossier"


def upload(screen: Screen, content: bytes, name: str = NAME) -> Screen:
    screen.app.file_uploader[0].set_value((name, content, "text/csv"))
    return screen.run()


def press(screen: Screen, words: str) -> Screen:
    next(button for button in screen.app.button if button.label.startswith(words)).click()
    return screen.run()


def labels(screen: Screen) -> list[str]:
    return [button.label for button in screen.app.button]


def fill(screen: Screen, **values: str) -> None:
    typed = {"Votre nom": "Camille", "Votre qualité": "secrétariat", **values}
    for box in screen.app.text_input:
        for label, value in typed.items():
            if box.label.startswith(label):
                box.set_value(value)


def publish(screen: Screen) -> Screen:
    fill(screen)
    return press(screen, "Publier")


def alerts(screen: Screen) -> list[str]:
    said = [plain(node.text) for node in screen.html.all("p", "sd-alert") if node.attributes.get("role") == "alert"]
    return said + [plain(error.value) for error in screen.app.error]


def rows_of(screen: Screen, caption: str) -> list[dict[str, str]]:
    table = next(t for t in screen.html.all("table") if plain(t.one("caption").text).startswith(caption))
    titles = [plain(title.text) for title in table.one("thead").all("th")]
    return [
        dict(zip(titles, (plain(cell.text) for cell in row.nodes() if cell.name in {"th", "td"}), strict=True))
        for row in table.one("tbody").all("tr")
    ]


# Before anything


def test_an_empty_folder_is_said_and_nothing_is_made(home: Path) -> None:
    screen = open_screen("imports")
    assert "Aucun fichier n'a encore été importé" in screen.text
    assert "dossier/open-data" in screen.text
    assert str(home.parent) not in screen.text
    assert "supprimer le programme n'en perd rien" in screen.text
    assert len(rows_of(screen, "Formats reconnus")) == 14
    assert not home.exists()


def test_a_folder_inside_the_programme_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(Path(__file__).resolve().parents[2] / "dossier"))
    assert "Supprimer le programme le perdrait" in open_screen("imports").text


# From a file to an edition


def test_a_preview_tells_all_and_writes_nothing(home: Path) -> None:
    screen = upload(open_screen("imports"), csv(ANOR, LILLE, NOWHERE))
    said = {row["Élément"]: row["Valeur"] for row in rows_of(screen, "Ce que le fichier est")}
    assert said["Reconnu, à ses colonnes, comme"] == "France services"
    assert said["Publié par"].startswith("ANCT")
    assert said["Réutilisation"] == "Licence Ouverte 2.0"
    assert said["Date des données"] == "1er août 2024 (lue dans le nom du fichier)"
    assert "3 lignes lues = 2 gardées + 1 écartée." in screen.text
    (problem,) = [row for row in rows_of(screen, "Problèmes relevés") if row["Suite"] == "Ligne écartée"]
    assert (problem["Ligne"], problem["Colonne"], problem["Trouvé"]) == ("4", "insee_com", "59999")
    assert [row["Nom"] for row in rows_of(screen, "Premières lignes")] == [
        "France services Anor",
        "France services Lille",
    ]
    assert "celle-ci serait la première" in screen.text
    assert not home.exists()


def test_publishing_asks_who_and_then_keeps_everything(home: Path) -> None:
    screen = upload(open_screen("imports"), csv(ANOR, LILLE, NOWHERE))
    press(screen, "Publier")
    (said,) = alerts(screen)
    assert "votre nom ; votre qualité" in said
    assert not home.exists()
    fill(screen, Origine="Préfecture")
    press(screen, "Publier")
    assert "« France services » est publié : 2 lignes gardées sur 3." in screen.text
    edition = current(LAYER)
    assert edition is not None
    assert (edition.published_on, edition.published_precision, edition.origin) == ("2024-08-01", "day", "Préfecture")
    assert edition.imported_by == "Camille, secrétariat (identité déclarée)"
    assert (home / "open-data" / LAYER / edition.edition_id / "original.csv").read_bytes() == csv(ANOR, LILLE, NOWHERE)
    (row,) = rows_of(screen, "Éditions de « France services »")
    assert row["Date des données"] == f"1er août 2024{edition.edition_id}"
    assert (row["État"], row["Lignes gardées"], row["Écartées"]) == ("en cours", "2", "1")
    # Told to who asks, not to who reads.
    proof = next(one for one in screen.html.all("details") if "Est-ce bien ce fichier" in one.text)
    assert edition.file_sha256 in proof.text
    assert screen.text.count(edition.file_sha256) == 1
    (event,) = rows_of(screen, "Journal")
    assert (event["Quoi"], event["Couche"]) == ("Publication", "France services")
    assert "Camille" in event["Par"]
    # The draft is gone: the page is ready for another file.
    assert "Aperçu" not in " ".join(header.value for header in screen.app.header)
    assert screen.app.file_uploader[0].value is None


def test_giving_up_changes_nothing(home: Path) -> None:
    screen = press(upload(open_screen("imports"), csv(ANOR)), "Abandonner")
    assert "Import abandonné : rien n'a été changé." in screen.text
    assert screen.app.file_uploader[0].value is None
    assert not home.exists()


def test_taking_the_file_out_forgets_the_preview() -> None:
    screen = upload(open_screen("imports"), csv(ANOR))
    screen.app.file_uploader[0].clear()
    screen.run()
    assert "Publier cette édition" not in labels(screen)


def test_a_date_that_the_file_does_not_say_is_asked(home: Path) -> None:
    screen = upload(open_screen("imports"), csv(ANOR), "liste.csv")
    assert "le fichier ne la dit pas : à renseigner" in screen.text
    publish(screen)
    assert "la date des données" in alerts(screen)[0]
    assert not home.exists()
    screen.app.date_input[0].set_value(dt.date(2099, 1, 1))
    publish(screen)
    assert "à venir" in alerts(screen)[0]
    next(box for box in screen.app.selectbox if box.label.startswith("Précision")).set_value("undated")
    publish(screen)
    edition = current(LAYER)
    assert edition is not None
    assert (edition.published_on, edition.published_precision) == ("", "undated")
    assert rows_of(screen, "Éditions de")[0]["Date des données"].startswith("date non précisée")


def test_a_date_unknown_to_the_user_is_not_taken_from_the_name() -> None:
    screen = upload(open_screen("imports"), csv(ANOR))
    next(box for box in screen.app.selectbox if box.label.startswith("Précision")).set_value("undated")
    publish(screen)
    edition = current(LAYER)
    assert edition is not None
    assert edition.published_on == ""


def test_a_correction_is_proposed_and_never_made_alone() -> None:
    swapped = ANOR.replace("49.99114,4.09841", "4.09841,49.99114")
    screen = upload(open_screen("imports"), csv(swapped, LILLE))
    (box,) = screen.app.checkbox
    assert "inversées" in box.label
    assert not box.value
    assert "2 lignes lues = 1 gardée + 1 écartée." in screen.text
    box.check()
    screen.run()
    assert "2 lignes lues = 2 gardées + 0 écartée." in screen.text
    screen.app.checkbox[0].uncheck()
    screen.run()
    assert "2 lignes lues = 1 gardée + 1 écartée." in screen.text
    screen.app.checkbox[0].check()
    screen.run()
    publish(screen)
    edition = current(LAYER)
    assert edition is not None
    assert (edition.rows_kept, edition.corrections) == (2, ("swap_coordinates",))


def test_no_row_without_a_correction_cannot_be_published() -> None:
    screen = upload(open_screen("imports"), csv(ANOR.replace("49.99114,4.09841", "4.09841,49.99114")))
    assert "Publier cette édition" not in labels(screen)
    assert "Aucune ligne ne serait gardée" in screen.text
    press(screen, "Abandonner")
    assert "Import abandonné" in screen.text


def test_words_of_the_file_stay_words() -> None:
    trap = "1,59,<img src=x onerror=alert(1)> ![x](http://exemple.fr/x.png),59012,59186,Anor,49.99114,4.09841,,,Fixe"
    screen = upload(open_screen("imports"), csv(trap), "<b>x</b>_2024.csv")
    assert not screen.html.all("img")
    assert not screen.html.all("b")
    assert not screen.app.markdown
    assert "<img src=x onerror=alert(1)>" in rows_of_raw(screen)


def rows_of_raw(screen: Screen) -> str:
    return rows_of(screen, "Premières lignes")[0]["Nom"].replace("&lt;", "<").replace("&gt;", ">")


# Refused


def _zip(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("vide.csv", lambda: b"", "est vide"),
    "html": ("page.csv", lambda: b"<!DOCTYPE html><html><body>404</body></html>", "page web"),
    "xls": ("classeur.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Excel ancien"),
    "xlsx": ("classeur.xlsx", lambda: _zip("[Content_Types].xml", b"<Types/>"), "bureautique"),
    "heavy": ("gros.csv", lambda: csv(ANOR) + b" " * (11 * 1024 * 1024), "10 Mo"),
    "bomb": ("bombe.zip", lambda: _zip("liste.csv", b"0" * (30 * 1024 * 1024)), "l'archive n'a pas été ouverte"),
    "elsewhere": (
        "pas-de-calais.csv",
        lambda: csv("9,62,France services Arras,62041,62000,Arras,50.2910,2.7775,,,Fixe"),
        "aucune de ses lignes (1) n'est dans le Nord",
    ),
    "other": ("autre.csv", lambda: b"indicateur;valeur\nx;1\n", "autre genre de fichier"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_refused_file_says_why_and_leaves_all_as_it_was(home: Path, kind: str) -> None:
    name, content, words = HOSTILE[kind]
    publish(upload(open_screen("imports"), csv(ANOR)))
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    screen = upload(open_screen("imports"), content(), name)
    (said,) = alerts(screen)
    assert words in said
    assert "Publier cette édition" not in labels(screen)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    # The same page takes a good file next.
    upload(screen, csv(ANOR, LILLE), "liste-fs_2025-01-01.csv")
    assert alerts(screen) == []
    assert "2 lignes lues" in screen.text


def test_the_same_file_again_is_refused(home: Path) -> None:
    publish(upload(open_screen("imports"), csv(ANOR)))
    screen = publish(upload(open_screen("imports"), csv(ANOR)))
    assert "déjà l'édition en cours" in alerts(screen)[0]
    assert len(list_editions(LAYER)) == 1


def test_a_full_disk_is_told_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(upload(open_screen("imports"), csv(ANOR)))
    screen = upload(open_screen("imports"), csv(ANOR, LILLE))

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library, "write_edition", full)
    publish(screen)
    assert "Le disque a refusé l'écriture" in alerts(screen)[0]
    assert len(list_editions(LAYER)) == 1
    # What was prepared is still there.
    assert "Publier cette édition" in labels(screen)


def test_another_window_that_published_first_is_told() -> None:
    mine = upload(open_screen("imports"), csv(ANOR, LILLE))
    publish(upload(open_screen("imports"), csv(ANOR)))
    publish(mine)
    assert "publiée entre-temps" in alerts(mine)[0]
    assert len(list_editions(LAYER)) == 1
    mine.run()
    assert "Apparu : 1" in mine.text
    publish(mine)
    assert len(list_editions(LAYER)) == 2


# Two editions


SECOND = (
    "1,59,France services d'Anor et alentours,59012,59186,Anor,49.99114,4.09841,,,Fixe",
    "2,59,France services Lille,59350,59000,Lille,50.6411,3.0668,,,Fixe",
    "4,59,France services Douai,59178,59500,Douai,50.3703,3.0764,,,Fixe",
)
FIRST = (ANOR, LILLE, "5,59,France services Cambrai,59122,59400,Cambrai,50.1757,3.2346,,,Fixe")


def test_a_second_edition_is_compared_then_undone() -> None:
    publish(upload(open_screen("imports"), csv(*FIRST)))
    screen = upload(open_screen("imports"), csv(*SECOND), "liste-fs_2025-02-01.csv")
    for words in ("Apparu : 1", "Disparu : 1", "Déplacé de plus de 200 m : 1", "Nom changé : 1", "Inchangé : 0"):
        assert words in screen.text
    changes = {row["Changement"]: row for row in rows_of(screen, "Par rapport à")}
    assert changes["Apparu"]["Commune après"] == "Douai"
    assert changes["Disparu"]["Nom avant"] == "France services Cambrai"
    assert changes["Nom changé"]["Nom après"] == "France services d'Anor et alentours"
    publish(screen)
    assert [row["État"] for row in rows_of(screen, "Éditions de")] == ["en cours", "précédente"]

    press(screen, "Revenir à l'édition précédente")
    assert "L'édition du 1er février 2025" in screen.text
    assert "celle du 1er août 2024" in screen.text
    press(screen, "Ne rien changer")
    assert [row["État"] for row in rows_of(screen, "Éditions de")] == ["en cours", "précédente"]
    press(screen, "Revenir à l'édition précédente")
    fill(screen, **{"Votre nom": "", "Votre qualité": ""})
    press(screen, "Confirmer le retour")
    assert "votre nom" in alerts(screen)[0]
    fill(screen)
    press(screen, "Confirmer le retour")
    assert "l'édition précédente est de nouveau en cours" in screen.text
    assert [row["État"] for row in rows_of(screen, "Éditions de")] == ["retirée", "en cours"]
    assert [row["Quoi"].split(" ")[0] for row in rows_of(screen, "Journal")] == ["Retour", "Publication", "Publication"]

    press(screen, "Ne plus utiliser cette couche")
    fill(screen)
    press(screen, "Confirmer le retrait")
    assert current(LAYER) is None
    assert len(list_editions(LAYER)) == 2


def test_going_back_twice_from_two_windows_undoes_once() -> None:
    for lines, name in ((FIRST, NAME), (SECOND, "liste-fs_2025-02-01.csv")):
        publish(upload(open_screen("imports"), csv(*lines), name))
    one, other = (press(open_screen("imports"), "Revenir") for _ in range(2))
    for screen in (one, other):
        fill(screen)
        press(screen, "Confirmer le retour")
    edition = current(LAYER)
    assert edition is not None
    assert edition.published_on == "2024-08-01"


# What it serves


def haversine_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (x, y), (u, v) = (tuple(map(math.radians, place)) for place in (a, b))
    half = math.sin((v - y) / 2) ** 2 + math.cos(y) * math.cos(v) * math.sin((u - x) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def within_5_km(tables: dict[str, pd.DataFrame], points: list[tuple[float, float]]) -> int:
    people = {
        row["territory_id"]: row["population_hab"]
        for row in records(tables["populations"])
        if row["vintage"] == "rp2023"
    }
    return sum(
        people[row["territory_id"]]
        for row in records(tables["territories"])
        if row["level"] == "commune"
        and min(haversine_km((row["longitude"], row["latitude"]), point) for point in points) <= 5
    )


def test_proximity_offers_what_is_imported_and_computes_with_it(tables: dict[str, pd.DataFrame]) -> None:
    assert LAYER not in options(open_screen("proximite"))
    publish(upload(open_screen("imports"), csv(*FIRST)))
    screen = open_screen("proximite", points=LAYER, seuil="5")
    assert screen.warnings == []
    first = within_5_km(tables, [(4.09841, 49.99114), (3.0468, 50.6311), (3.2346, 50.1757)])
    assert f"({first:,}) sont à 5 km".replace(",", " ") in screen.text
    assert "ANCT" in screen.text
    # Another edition, and nothing of the first is kept in memory.
    publish(upload(open_screen("imports"), csv(ANOR), "liste-fs_2025-02-01.csv"))
    second = within_5_km(tables, [(4.09841, 49.99114)])
    text = open_screen("proximite", points=LAYER, seuil="5").text
    assert first != second
    assert f"({second:,}) sont à 5 km".replace(",", " ") in text
    assert "01/02/2025" in text


def test_days_a_month_restrict_the_points_and_what_is_unknown_is_said_first() -> None:
    """A list without them says so before any figure; the same list with a column of them is measured."""
    rows = ["1;59;Arrêt Anor;59012;Anor;49.99114;4.09841;Bus", "2;59;Arrêt Lille;59350;Lille;50.6311;3.0468;Bus"]
    titles = "id_fs;insee_dep;lib_fs;insee_com;lib_com;latitude;longitude;format_fs"
    publish(upload(open_screen("imports"), "\n".join([titles, *rows, ""]).encode()))
    words = plain(open_screen("proximite", points=LAYER, ouverture="un-jour-par-mois").text)
    assert "Aucun de ces 2 points ne dit le nombre de jours d'ouverture par mois : rien n'est mesuré" in words
    known = "\n".join([f"{titles};jours_par_mois", f"{rows[0]};1", f"{rows[1]};", ""]).encode()
    publish(upload(open_screen("imports"), known, "liste-fs_2025-02-01.csv"))
    words = plain(open_screen("proximite", points=LAYER, ouverture="un-jour-par-mois").text)
    assert "1 point retenu" in words
    assert "1 de ces 2 points ne dit pas le nombre de jours d'ouverture par mois" in words
    assert words.index("1 point dont l'ouverture n'est pas connue, non retenu") < words.index("des habitants")


def test_the_map_draws_what_is_imported_and_forgets_what_is_undone() -> None:
    assert open_screen("carte", couche=f"import-{LAYER}").warnings != []
    publish(upload(open_screen("imports"), csv(*FIRST)))
    screen = open_screen("carte", couche=f"import-{LAYER}", echelle="departement")
    assert screen.warnings == []
    assert "Licence Ouverte" in screen.text
    assert "3 points dans le Nord" in screen.text
    publish(upload(open_screen("imports"), csv(ANOR), "liste-fs_2025-02-01.csv"))
    again = open_screen("carte", couche=f"import-{LAYER}", echelle="departement")
    assert "1 point dans le Nord" in again.text


def test_the_coverage_of_an_arrondissement_follows_the_edition_in_use() -> None:
    """A second edition keeps the name of its points: what was computed from the first must not be shown."""

    def within() -> str:
        rows = open_screen("arrondissement", territoire="arr:591").html.all("tr")
        return next(plain(row.text) for row in rows if plain(row.text).startswith("France services"))

    publish(upload(open_screen("imports"), csv(ANOR)))
    near = within()
    publish(upload(open_screen("imports"), csv(LILLE), "liste-fs_2025-02-01.csv"))
    assert within() != near
    assert "0,0" in within()


def options(screen: Screen) -> list[str]:
    (box,) = [box for box in screen.app.selectbox if box.label == "Points"]
    return box.options


def test_a_damaged_edition_is_told_and_not_used(home: Path) -> None:
    publish(upload(open_screen("imports"), csv(ANOR)))
    edition = current(LAYER)
    assert edition is not None
    (home / "open-data" / LAYER / edition.edition_id / "kept.parquet").write_bytes(b"autre")
    screen = open_screen("imports")
    assert "a été modifiée depuis son import" in alerts(screen)[0]
    assert len(open_screen("proximite", points=LAYER).warnings) == 1
    # It can be replaced.
    publish(upload(screen, csv(ANOR, LILLE)))
    assert alerts(open_screen("imports")) == []


@pytest.mark.parametrize(
    "name",
    [
        "france_services/liste-fs_2024-08-01_nord.csv",
        "insee/cc_filosofi_2021_COM_nord.csv",
        "numerique/lieux_cnfs_2022-12_nord.csv",
        "poste/laposte_poincont2_2020-12_nord.csv",
        "transport/gares-de-voyageurs_nord.csv",
        "transport/frequentation-gares_nord.csv",
        "zonages/pvd_2021-01-22_nord.csv",
        "zonages/acv_nord.geojson",
    ],
)
def test_a_real_published_file_goes_through(name: str) -> None:
    path = OPEN_DATA / name
    if not path.is_file():
        pytest.skip(f"le fichier publié n’est pas à côté du projet : {name}")
    screen = upload(open_screen("imports"), path.read_bytes(), path.name)
    assert alerts(screen) == []
    if "à renseigner" in screen.text:
        next(box for box in screen.app.selectbox if box.label.startswith("Précision")).set_value("undated")
    publish(screen)
    assert "est publié" in screen.text
    (row,) = rows_of(screen, "Éditions de")
    lines = path.read_bytes().count(b"\n") - 1 if path.suffix == ".csv" else 8
    assert abs(int(row["Lignes gardées"]) + int(row["Écartées"]) - lines) <= 5
    # The very same lines in another file: nothing would change.
    upload(screen, path.read_bytes() + b"\n", f"encore-{path.name}")
    assert "Apparu : 0" in screen.text
    assert "Disparu : 0" in screen.text


# From data.gouv.fr


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, tuple[bytes, float]]]:
    """A stand-in for data.gouv.fr: path → (body, seconds between two bytes)."""
    answers: dict[str, tuple[bytes, float]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, pause = answers.get(self.path, (b"", 0))
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for at in range(0, len(body), 1 if pause else len(body)):
                    self.wfile.write(body[at : at + (1 if pause else len(body))])
                    time.sleep(pause)
            except OSError:
                pass

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    resource = {"url": f"{base}/liste.csv", "format": "csv", "type": "main", "last_modified": "2025-02-03T10:00:00"}
    answers[f"/api/1/datasets/{SLUG}/"] = (json.dumps({"title": "Liste", "resources": [resource]}).encode(), 0)
    monkeypatch.setenv("SDAASP_OPENDATA_API", base)
    yield answers
    server.shutdown()
    server.server_close()


def test_without_a_network_the_download_is_refused_cleanly(home: Path) -> None:
    screen = press(open_screen("imports"), "Télécharger « France services » depuis data.gouv.fr")
    assert "Pas de réseau" in alerts(screen)[0]
    assert "Publier cette édition" not in labels(screen)
    assert not home.exists()


def test_a_downloaded_file_is_previewed_like_any_other(publisher: dict[str, tuple[bytes, float]], home: Path) -> None:
    publisher["/liste.csv"] = (csv(ANOR, LILLE), 0)
    screen = press(open_screen("imports"), "Télécharger « France services »")
    assert alerts(screen) == []
    assert "2 lignes lues = 2 gardées + 0 écartée." in screen.text
    assert not home.exists()
    publish(screen)
    edition = current(LAYER)
    assert edition is not None
    assert edition.origin.endswith("/liste.csv")
    # The day data.gouv.fr gives, since neither the file nor its name says one.
    assert edition.published_on == "2025-02-03"


def test_a_download_can_be_stopped(publisher: dict[str, tuple[bytes, float]]) -> None:
    publisher["/liste.csv"] = (csv(ANOR, LILLE), 0.05)
    download = Download(SLUG)
    while not download.received:
        assert not download.wait(0.05)
    assert download.announced == len(csv(ANOR, LILLE))
    download.stop()
    assert download.wait(2)
    assert download.fetched is None
    assert "arrêté" in download.refusal


def travel_csv(*lines: str) -> bytes:
    return "\n".join(("commune;point;minutes", *lines, "")).encode()


def test_imported_times_replace_the_straight_line_and_say_what_they_lack() -> None:
    """Two communes have a time, one of them within the threshold; a wrong row is told by line and column."""
    publish(upload(open_screen("imports"), csv(*FIRST)))
    assert "à vol d'oiseau" in open_screen("proximite", points=LAYER).text
    times = travel_csv("59012;1;4,5", "59350;2;12", "59350;2;12", "59000;1;5", "59606;inconnu;8", "59606;1;-3")
    screen = upload(open_screen("imports"), times, "temps_2024-05-02.csv")
    text = plain(screen.text)
    assert "6 lignes lues = 2 gardées + 4 écartées" in text
    assert "code postal" in text
    assert "Point inconnu" in text
    assert "durée négative" in text.lower()
    publish(screen)
    shown = open_screen("proximite", points=LAYER, minutes="10")
    words = plain(shown.text)
    assert shown.warnings == []
    assert "temps de trajet importé" in words
    assert "sont à 10 min ou moins" in words
    assert "645 communes sur 647 sans aucun temps importé" in words
    assert "à vol d'oiseau" not in words
    # The straight line stays one choice away.
    again = plain(open_screen("proximite", points=LAYER, mesure="vol-oiseau").text)
    assert "sont à 5 km ou moins" in again


def test_times_towards_nothing_are_refused() -> None:
    screen = upload(open_screen("imports"), b"commune;minutes\n59012;5\n", "temps.csv")
    assert "il manque une colonne" in plain(screen.text)
    assert not list_editions("temps_trajet")
