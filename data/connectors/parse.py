"""Text to cells. Runs in a process of its own (`python -m data.connectors.parse`), bounded in memory by itself.

Reads the file on standard input, writes one JSON object on standard output: either `refusal`, or the table.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator

from data.connectors import limits
from data.connectors.containers import open_container
from data.connectors.decode import decode
from data.connectors.refusal import RefusedError
from data.connectors.spreadsheets import read_sheet, spreadsheet_kind

SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}

Table = dict[str, object]


def parse(content: bytes, name: str) -> Table:
    """Return columns, rows, row numbers (as a spreadsheet shows them), separator, encoding and reading notes.

    Raises:
        RefusedError: the file cannot be read as a table.
    """
    if kind := spreadsheet_kind(content, name):
        sheet, columns, rows, numbers = read_sheet(content, kind, name)
        said = {"separator": f"feuille « {sheet} »", "encoding": kind.upper(), "unit": "ligne", "sheet": sheet}
        return {"columns": columns, "rows": rows, "numbers": numbers, "name": name, "notes": [], **said}
    content, name = open_container(content, name)
    decoded = decode(content, name)
    table = _read_geojson(decoded.text, name) if decoded.text.lstrip()[:1] in "{[" else _read_csv(decoded.text, name)
    return {**table, "name": name, "encoding": decoded.encoding, "notes": decoded.notes}


def _read_csv(text: str, name: str) -> Table:
    csv.field_size_limit(limits.MAX_CELL_CHARACTERS)
    separator = _sniff(text, name)
    records = _records(text, separator, name)
    header = next(((number, cells) for number, cells in records if any(cell.strip() for cell in cells)), None)
    if header is None:
        raise RefusedError(f"Le fichier « {name} » est vide : il n'y a rien à importer.")
    columns = [cell.strip() for cell in header[1]]
    if len(columns) > limits.MAX_COLUMNS:
        raise RefusedError(f"« {name} » a {len(columns)} colonnes ; la limite est de {limits.MAX_COLUMNS}.")
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        numbers.append(number)
        rows.append(cells)
        if len(rows) > limits.MAX_ROWS or len(rows) * len(columns) > limits.MAX_CELLS:
            raise RefusedError(
                f"« {name} » dépasse {limits.MAX_ROWS} lignes ou {limits.MAX_CELLS} cellules : il est refusé."
            )
    if not rows:
        raise RefusedError(f"« {name} » n'a qu'une ligne de titres : il n'y a rien à importer.")
    return {"columns": columns, "rows": rows, "numbers": numbers, "separator": SEPARATORS[separator], "unit": "ligne"}


def _records(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise RefusedError(
            f"« {name} » n'est plus lisible après la ligne de texte {reader.line_num} : guillemet non refermé ou "
            f"cellule de plus de {limits.MAX_CELL_CHARACTERS} caractères."
        ) from error


def _sniff(text: str, name: str) -> str:
    """The separator that cuts the first lines into the most columns, the same number of times as the titles."""
    best, best_score = "", (0, 0)
    for separator in SEPARATORS:
        sample = io.StringIO(text[:200_000], newline="")
        widths: list[int] = []
        try:
            for cells in csv.reader(sample, delimiter=separator):
                if cells:
                    widths.append(len(cells))
                if len(widths) == 20:
                    break
        except csv.Error:
            pass
        if widths and widths[0] > 1:
            score = (sum(width == widths[0] for width in widths), widths[0])
            best, best_score = max((best, best_score), (separator, score), key=lambda choice: choice[1])
    if not best:
        raise RefusedError(
            f"« {name} » n'a qu'une colonne : ni point-virgule, ni virgule, ni tabulation, ni barre n'y sépare de "
            "cellules. Ce n'est sans doute pas un fichier CSV."
        )
    return best


def _read_geojson(text: str, name: str) -> Table:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError(
            f"« {name} » commence comme du JSON mais n'est pas lisible : le fichier est sans doute coupé."
        ) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise RefusedError(f"« {name} » est un fichier JSON sans liste d'objets GeoJSON : il n'y a rien à importer.")
    if len(features) > limits.MAX_ROWS:
        raise RefusedError(f"« {name} » dépasse {limits.MAX_ROWS} objets : il est refusé.")
    crs = json.dumps(document.get("crs") or "")
    if "crs" in document and not any(known in crs for known in ("CRS84", "4326", '""')):
        raise RefusedError(
            f"« {name} » n'est pas en longitude et latitude (WGS 84) : {crs[:80]}. Reprojetez-le avant l'import."
        )
    names: dict[str, None] = {}
    for feature in features:
        names.update(dict.fromkeys(_properties(feature)))
    columns = [*names, "longitude (géométrie)", "latitude (géométrie)"]
    if len(columns) > limits.MAX_COLUMNS or len(columns) * len(features) > limits.MAX_CELLS:
        raise RefusedError(f"« {name} » a trop de propriétés ({len(names)}) : il est refusé.")
    rows = [[*(_written(_properties(feature).get(key)) for key in names), *_point(feature)] for feature in features]
    numbers = list(range(1, len(rows) + 1))
    return {"columns": columns, "rows": rows, "numbers": numbers, "separator": "", "unit": "objet"}


def _properties(feature: object) -> dict[str, object]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _written(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _point(feature: object) -> tuple[str, str]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        coordinates = geometry.get("coordinates")
        if isinstance(coordinates, list) and len(coordinates) >= 2:
            return _written(coordinates[0]), _written(coordinates[1])
    return "", ""


def _limit_memory() -> None:
    try:
        import resource  # Not on Windows: there, the time and size limits remain.
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.READ_MEMORY_BYTES, limits.READ_MEMORY_BYTES))


def main() -> None:
    """Parse standard input; the argument is the file's name."""
    _limit_memory()
    name = sys.argv[1] if len(sys.argv) > 1 else "fichier"
    try:
        answer: Table = parse(sys.stdin.buffer.read(), name)
    except RefusedError as refused:
        answer = {"refusal": refused.message_fr}
    except MemoryError:
        refused = RefusedError(f"« {name} » demande trop de mémoire pour être lu : il est refusé.")
        answer = {"refusal": refused.message_fr}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", errors="replace"))


if __name__ == "__main__":
    main()
