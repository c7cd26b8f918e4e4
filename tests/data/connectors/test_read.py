"""What a file may be: refused clearly when it is not a table, read as it is written when it is one."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from data.connectors import limits
from data.connectors.read import read_table
from data.connectors.refusal import RefusedError

TABLE = "id;nom\r\n1;Été\r\n2;Hiver\r\n"


def _zip(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b" \r\n\r\n", "vide"),
        (b"id;nom\r\n", "ligne de titres"),
        (b"<!DOCTYPE html><html><body>Erreur 503</body></html>", "page web"),
        (b"\xef\xbb\xbf  <html>", "page web"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Excel ancien"),
        (b"PAR1" + b"\x00" * 50, "Parquet"),
        (b"\x1f\x8b\x08" + b"\x00" * 50, "gzip"),
        (b"%PDF-1.7\n", "PDF"),
        (b"id;nom\n1;\x00\n", "octets nuls"),
        ("id;nom\n1;a\n".encode("utf-16"), "UTF-16"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b"un texte sans colonne\nsuite du texte\n", "qu'une colonne"),
        (b'{"type": "FeatureCollection", "features": [', "coup"),
        (b'{"a": 1}', "GeoJSON"),
        (b"id;nom\n<<<<<<< HEAD\n1;a\n=======\n1;b\n>>>>>>> main\n", "ligne 2 une marque de conflit"),
        (b"<<<<<<< HEAD\nid;nom\n=======\n", "ligne 1 une marque de conflit"),
        (b'id;nom\n1;"a' + b"x\n" * 20_000, "guillemet non referm"),
    ],
)
def test_what_is_not_a_table_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        read_table(content, "essai.csv")


def test_a_rule_of_equals_inside_a_cell_is_no_conflict() -> None:
    assert len(read_table(b"id;nom\n1;======= promo\n", "essai.csv").rows) == 1


def test_a_200_mb_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gros.csv"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 200 * limits.MEGABYTE)
    start = time.perf_counter()
    with pytest.raises(RefusedError, match="pèse 200 Mo"):
        read_table(path, path.name)
    assert time.perf_counter() - start < 0.5


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    bomb = _zip(bombe__csv=b"0" * (30 * limits.MEGABYTE))
    assert len(bomb) < 100_000
    with pytest.raises(RefusedError, match="compressé plus de 60 fois"):
        read_table(bomb, "bombe.zip")


def test_a_zip_too_heavy_in_all_is_refused() -> None:
    # A tenth of noise: below the ratio of a bomb, and an archive under the limit of a file.
    members = {
        f"m{rank}__csv": b"".join(os.urandom(6 * 1024) + b"0" * 58 * 1024 for _ in range(96)) for rank in range(8)
    }
    content = _zip(**members)
    assert len(content) < limits.MAX_FILE_BYTES
    with pytest.raises(RefusedError, match="pèserait 48 Mo"):
        read_table(content, "lourd.zip")


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(_zip(donnees__csv=b"id;nom\r\n" + b"1;a\r\n" * 400_000))
    true_size = len(b"id;nom\r\n" + b"1;a\r\n" * 400_000).to_bytes(4, "little")
    for at in (content.find(true_size), content.rfind(true_size)):
        content[at : at + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(RefusedError, match=r"abîmée|vraie taille"):
        read_table(bytes(content), "menteur.zip")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({f"m{rank}__csv": b"a;b\n1;2\n" for rank in range(60)}, "60 fichiers"),
        ({"a__csv": b"a;b\n1;2\n", "b__csv": b"a;b\n1;2\n"}, "plusieurs fichiers"),
        ({"image__png": b"\x89PNG"}, "aucun fichier CSV"),
        ({"[Content_Types]__xml": b"<a/>"}, "bureautique"),
        ({"autre__csv": b"PK\x03\x04abc"}, "nuls|colonne|genre|titres"),
    ],
)
def test_zips_that_hold_no_single_table(members: dict[str, bytes], words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        read_table(_zip(**members), "archive.zip")


def test_the_commune_file_of_an_insee_archive_is_chosen() -> None:
    content = _zip(
        cc_filosofi_2021_COM__csv=b"CODGEO;MED21\n59001;1\n",
        cc_filosofi_2021_DEP__csv=b"CODGEO;MED21\n59;1\n",
        meta_cc_filosofi_2021_COM__csv=b"COD_VAR;LIB\nMED21;x\n",
    )
    assert read_table(content, "base.zip").name == "cc_filosofi_2021_COM.csv"


def test_a_damaged_zip_is_refused() -> None:
    content = _zip(donnees__csv=TABLE.encode())
    with pytest.raises(RefusedError, match="abîmée"):
        read_table(content[: len(content) // 2], "coupe.zip")


@pytest.mark.parametrize(("encoding", "told"), [("utf-8", "UTF-8"), ("utf-8-sig", "BOM"), ("cp1252", "Windows-1252")])
def test_encodings_are_found_and_told(encoding: str, told: str) -> None:
    table = read_table(TABLE.encode(encoding), "essai.csv")
    assert told in table.encoding
    assert table.columns == ("id", "nom")
    assert table.rows == [["1", "Été"], ["2", "Hiver"]]


def test_mixed_encodings_are_read_line_by_line_and_told() -> None:
    content = "id;nom\n1;Été\n".encode() + "2;Noël\n".encode("cp1252")
    table = read_table(content, "essai.csv")
    assert table.rows == [["1", "Été"], ["2", "Noël"]]
    assert table.notes[0][0] == 3
    assert "mêlés" in table.notes[0][2]


def test_accents_broken_in_the_file_itself_are_told_and_left() -> None:
    table = read_table("id;nom\n1;Ã©tÃ©\n".encode(), "essai.csv")
    assert table.rows == [["1", "Ã©tÃ©"]]
    assert "abîmés" in table.notes[0][2]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators_are_found(separator: str) -> None:
    content = separator.join(("id", "nom", "note")) + "\n" + separator.join(("1", "a", "b")) + "\n"
    assert read_table(content.encode(), "essai.csv").rows == [["1", "a", "b"]]


def test_a_comma_inside_cells_does_not_win_over_the_semicolon() -> None:
    content = b"a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n"
    assert read_table(content, "essai.csv").columns == ("a", "b", "c")


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    table = read_table(b'id,nom\n1,"deux\nlignes"\n\n3,c\n', "essai.csv")
    assert table.numbers == [2, 4]


def test_geojson_points_become_columns() -> None:
    features = [
        {"type": "Feature", "properties": {"insee_com": 59122}, "geometry": {"type": "Point", "coordinates": [3, 50]}}
    ]
    table = read_table(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "essai.geojson")
    assert table.columns == ("insee_com", "longitude (géométrie)", "latitude (géométrie)")
    assert table.rows == [["59122", "3", "50"]]
    assert table.unit == "objet"


def test_projected_geojson_is_refused() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    document = {"type": "FeatureCollection", "crs": crs, "features": [{"type": "Feature", "properties": {"a": 1}}]}
    with pytest.raises(RefusedError, match="WGS 84"):
        read_table(json.dumps(document).encode(), "essai.geojson")


def test_too_many_cells_are_refused() -> None:
    content = b"a;b\n" + b";1\n" * (limits.MAX_ROWS + 1)
    with pytest.raises(RefusedError, match="200000 lignes"):
        read_table(content, "long.csv")


def test_a_deep_json_does_not_take_the_process_down() -> None:
    with pytest.raises(RefusedError):
        read_table(b"[" * 2_000_000, "profond.json")


def test_reading_is_stopped_after_its_time() -> None:
    with pytest.raises(RefusedError, match="arrêtée après"):
        read_table(b"a;b\n1;2\n", "lent.csv", seconds=0.001)
