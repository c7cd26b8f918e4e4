"""Documents, precautions, tables: the filters count what the tables hold, and each table leaves whole."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.delta_generator import DeltaGenerator

from data.load import load_manifest, load_tables
from data.model import CATEGORY_LABELS, SEVERITIES, SEVERITY_LABELS
from tests.pages.screen import Node, Screen, open_screen, plain, read_screen, records

Tables = dict[str, pd.DataFrame]
#: First signs that a spreadsheet takes for a formula: a quote before them makes the text inert.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cards(screen: Screen) -> list[Node]:
    return screen.html.all("details", "sd-caveat")


def title(card: Node) -> str:
    return plain(card.one("summary").all("span")[1].text)


def said(screen: Screen) -> str:
    (line,) = [p for p in screen.body.all("p") if p.attributes.get("role") == "status"]
    return plain(line.text)


def touching(tables: Tables, action: int) -> set[str]:
    """The precautions of an action: on itself, its sections, its indicators or their observations."""
    indicators = tables["indicators"].loc[tables["indicators"]["action_id"] == action, "indicator_id"]
    observations = tables["observations"]
    observed = observations.loc[observations["indicator_id"].isin(indicators), "observation_id"]
    found = set()
    for row in records(tables["caveat_subjects"]):
        kind, subject = row["kind"], row["subject"]
        if (
            (kind == "action" and subject == str(action))
            or (kind == "section" and subject.startswith(f"{action}/"))
            or (kind == "indicator" and subject in set(indicators))
            or (kind == "observation" and subject in set(observed))
        ):
            found.add(row["caveat_id"])
    return found


def assert_shown(screen: Screen, tables: Tables, expected: set[str]) -> None:
    """Exactly these precautions, gravest first, and their number in words."""
    caveats = {row["caveat_id"]: row for row in records(tables["caveats"])}
    assert sorted(title(card) for card in cards(screen)) == sorted(plain(caveats[code]["title"]) for code in expected)
    severities = [
        severity for card in cards(screen) for severity in SEVERITIES if f"sd-caveat--{severity}" in card.classes
    ]
    assert severities == sorted(severities)
    assert said(screen) == f"{len(expected)} précaution{'s' if len(expected) > 1 else ''} sur {len(caveats)}."
    if not expected:
        assert "Aucune précaution de lecture" in screen.text


def test_every_precaution_is_there_with_its_quotes(tables: Tables) -> None:
    screen = read_screen("sources")
    assert_shown(screen, tables, set(tables["caveats"]["caveat_id"]))
    quotes: dict[str, list[dict[str, Any]]] = {}
    for quote in records(tables["caveat_quotes"]):
        quotes.setdefault(quote["caveat_id"], []).append(quote)
    shown = {title(card): plain(card.text) for card in cards(screen)}
    for caveat in records(tables["caveats"]):
        text = shown[plain(caveat["title"])]
        for name in ("statement", "effect"):
            assert plain(caveat[name]) in text
        assert CATEGORY_LABELS[caveat["category"]] in text
        for quote in quotes.get(caveat["caveat_id"], []):
            assert plain(quote["quote"]) in text
            assert plain(quote["place"]) in text
        assert ("rien à citer" in text) == (caveat["caveat_id"] not in quotes)


def test_every_precaution_says_what_it_touches(tables: Tables) -> None:
    for card in cards(read_screen("sources")):
        line = next(plain(p.text) for p in card.all("p") if plain(p.text).startswith("Concerne : "))
        assert len(line) > len("Concerne : ")
        # Codes are for files; a reader is told names.
        assert "_" not in line, line
        assert "arr:" not in line, line


@pytest.mark.parametrize("severity", SEVERITIES)
def test_filter_by_severity(tables: Tables, severity: str) -> None:
    caveats = tables["caveats"]
    expected = set(caveats.loc[caveats["severity"] == severity, "caveat_id"])
    assert_shown(read_screen("sources", gravite=severity), tables, expected)


@pytest.mark.parametrize("action", range(1, 17))
def test_filter_by_action(tables: Tables, action: int) -> None:
    assert_shown(read_screen("sources", concerne=str(action)), tables, touching(tables, action))


@pytest.mark.parametrize("nature", CATEGORY_LABELS)
def test_filter_by_nature(tables: Tables, nature: str) -> None:
    caveats = tables["caveats"]
    expected = set(caveats.loc[caveats["category"] == nature, "caveat_id"])
    assert_shown(read_screen("sources", nature=nature), tables, expected)


def test_filters_combine(tables: Tables) -> None:
    caveats = {row["caveat_id"]: row for row in records(tables["caveats"])}
    for action, severity, nature in ((5, "B", "total"), (14, "A", "statut"), (7, "C", "droit")):
        expected = {
            code
            for code in touching(tables, action)
            if caveats[code]["severity"] == severity and caveats[code]["category"] == nature
        }
        screen = read_screen("sources", concerne=str(action), gravite=severity, nature=nature)
        assert_shown(screen, tables, expected)


def test_choosing_in_the_lists_filters_and_is_written_in_the_address(tables: Tables) -> None:
    screen = open_screen("sources")
    boxes = {box.label: box for box in screen.app.selectbox}
    boxes["Gravité"].set_value("A")
    screen.run()
    assert screen.app.query_params["gravite"] == "A"
    caveats = tables["caveats"]
    assert_shown(screen, tables, set(caveats.loc[caveats["severity"] == "A", "caveat_id"]))
    next(box for box in screen.app.selectbox if box.label == "Gravité").set_value("toutes")
    screen.run()
    assert "gravite" not in screen.app.query_params
    assert len(cards(screen)) == len(caveats)


@pytest.mark.parametrize(
    ("name", "written"), [("gravite", "Z"), ("concerne", "17"), ("nature", "x"), ("table", "mots")]
)
def test_unknown_filter_shows_everything_and_says_so(tables: Tables, name: str, written: str) -> None:
    screen = open_screen("sources", **{name: written})
    (warning,) = screen.warnings
    assert f"{name}={written}" in warning
    assert len(cards(screen)) == len(tables["caveats"])


def test_severities_are_explained() -> None:
    text = read_screen("sources").text
    for label in SEVERITY_LABELS.values():
        assert plain(label) in text


def test_documents_are_listed(tables: Tables) -> None:
    screen = read_screen("sources")
    table = next(t for t in screen.html.all("table") if plain(t.one("caption").text).startswith("Documents"))
    rows = [plain(row.text) for row in table.one("tbody").all("tr")]
    assert len(rows) == len(tables["documents"])
    for row, document in zip(rows, records(tables["documents"]), strict=True):
        for name in ("title", "publisher", "licence"):
            assert plain(document[name]) in row


# Tables


def test_every_table_can_be_chosen(tables: Tables) -> None:
    manifest = load_manifest()
    (box,) = [box for box in read_screen("sources").app.selectbox if box.label == "Table"]
    assert set(manifest.tables) == set(tables)
    described = tables["table_columns"].drop_duplicates("table").set_index("table")["table_title"]
    assert set(described.index) >= set(tables) - {"table_columns"}
    assert len(box.options) == len(described)


def names() -> list[str]:
    described = load_tables()["table_columns"]["table"].unique()
    return [str(name) for name in described]


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, Callable[[], Any]]]:
    """What the download buttons of the page would send: label → (file name, content on demand)."""
    offered: dict[str, tuple[str, Callable[[], Any]]] = {}
    draw: Any = DeltaGenerator.download_button

    def listen(self: Any, label: str, data: Any, file_name: Any = None, *rest: Any, **named: Any) -> bool:
        assert callable(data), "made for each visit, though few download it"
        offered[label] = (str(file_name), data)
        return draw(self, label, data, file_name, *rest, **named)

    monkeypatch.setattr(DeltaGenerator, "download_button", listen)
    return offered


def comparable(table: pd.DataFrame, *, from_csv: bool = False) -> dict[str, list[object]]:
    """A table as plain values, so that what was written and what is read back can be compared cell by cell."""
    reference: dict[str, list[object]] = {}
    for column in table.columns:
        values = []
        for value in table[column]:
            if pd.isna(value):
                values.append(None)
            elif from_csv and isinstance(value, str) and value.startswith("'") and value[1:].startswith(FORMULA):
                values.append(value[1:])
            else:
                values.append(value)
        reference[str(column)] = values
    return reference


def as_kind(values: list[object], like: Any) -> list[object]:
    """The texts of a CSV column as values of the type of the table's own column."""
    if pd.api.types.is_bool_dtype(like.dtype):
        return [None if value is None else value == "True" for value in values]
    if pd.api.types.is_integer_dtype(like.dtype):
        return [None if value is None else int(str(value)) for value in values]
    if pd.api.types.is_float_dtype(like.dtype):
        return [None if value is None else float(str(value)) for value in values]
    if pd.api.types.is_datetime64_any_dtype(like.dtype):
        return [None if value is None else pd.Timestamp(str(value)) for value in values]
    return values


@pytest.mark.parametrize("name", ["actions", "observations", "votes"])
def test_dictionary_is_in_the_order_of_the_file(tables: Tables, name: str) -> None:
    screen = open_screen("sources", table=name)
    dictionary = next(t for t in screen.html.all("table") if "Colonnes de la table" in plain(t.one("caption").text))
    columns = [plain(row.one("th").text) for row in dictionary.one("tbody").all("tr")]
    assert columns == list(tables[name].columns)


@pytest.mark.parametrize("name", names())
def test_table_leaves_whole(tables: Tables, downloads: dict[str, tuple[str, Callable[[], Any]]], name: str) -> None:
    # Few precautions, so that the page is short.
    screen = open_screen("sources", table=name, gravite="C", concerne="7")
    table, manifest = tables[name], load_manifest()
    # Its columns are defined, its size and its fingerprint said.
    dictionary = next(t for t in screen.html.all("table") if "Colonnes de la table" in plain(t.one("caption").text))
    columns = [plain(row.one("th").text) for row in dictionary.one("tbody").all("tr")]
    assert sorted(columns) == sorted(table.columns)
    for row in dictionary.one("tbody").all("tr"):
        assert plain(row.all("td")[0].text)
    assert str(manifest.tables[name]["sha256"]) in screen.text
    assert f"{len(table):,} ligne".replace(",", " ") in screen.text

    file_name, content = downloads["Télécharger en CSV"]
    assert file_name == f"{name}_{manifest.version}.csv"
    written = content()
    assert written.startswith("\ufeff".encode())
    back = pd.read_csv(
        io.BytesIO(written), sep=";", dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8-sig"
    )
    assert list(back.columns) == list(table.columns)
    expected, read = comparable(table), comparable(back, from_csv=True)
    for column in table.columns:
        assert as_kind(read[column], table[column]) == expected[column], column
    # Nothing in it can become a formula.
    raw = pd.read_csv(io.BytesIO(written), sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    for column in table.columns:
        if pd.api.types.is_string_dtype(table[column].dtype):
            assert not raw[column].str.startswith(FORMULA).any(), column

    file_name, content = downloads["Télécharger en Parquet"]
    assert file_name == f"{name}_{manifest.version}.parquet"
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(content())), table)


def test_what_is_printed_is_said_at_the_top_and_can_be_shorter(tables: Tables) -> None:
    screen = read_screen("sources")
    (told,) = [p for p in screen.body.all("p", "sd-print-only") if "Ce qui est imprimé" in p.text]
    assert f"{len(tables['documents'])} documents" in plain(told.text)
    assert "entières" in plain(told.text)
    assert "Pour une liste courte" in plain(told.text)
    short = read_screen("sources", impression="titres", gravite="A")
    (told,) = [p for p in short.body.all("p", "sd-print-only") if "Ce qui est imprimé" in p.text]
    graves = sum(row["severity"] == "A" for row in records(tables["caveats"]))
    assert f"{graves} sur {len(tables['caveats'])}" in plain(told.text)
    assert "titre, nature et gravité" in plain(told.text)
    # On screen nothing is taken away: the sheet of styles folds them on paper alone.
    assert len(short.html.one("section", "sd-caveats--titles").all("details", "sd-caveat")) == graves


def test_a_document_is_named_once_in_a_precaution() -> None:
    for card in cards(read_screen("sources")):
        named = [plain(item.all("span")[0].text) for item in card.all("ul")[-1].all("li")] if card.all("ul") else []
        assert len(named) == len(set(named))
