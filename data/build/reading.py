"""Read the hand-written sources, and say in French exactly what is wrong and where.

A `Record` is one entry of a YAML file or one line of a CSV. Each of its readers (`text`, `whole`, `date`, …) returns a
checked value or notes a `Fault`; `close()` notes every field nobody asked for, so that a misspelt field is never
silently dropped. Faults are collected over all the files, so that one run shows them all.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


class SourceError(Exception):
    """The sources cannot be built. `faults` lists what to correct."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Fault:
    """One thing to correct in a source file."""

    file: str
    line: int
    field: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line}, champ « {self.field} » : {self.expected}"


# libyaml reads ten times faster and gives the same lines.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Lines(_Loader):  # pyright: ignore[reportUntypedBaseClass]
    """A YAML loader whose mappings remember the line of each of their keys, and which refuses a key written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        lines = {}
        for key_node, _ in node.value:
            if key_node.value in lines:
                raise yaml.constructor.ConstructorError(
                    None, None, f"le champ « {key_node.value} » est écrit deux fois", key_node.start_mark
                )
            lines[key_node.value] = key_node.start_mark.line + 1
        mapping["__lines__"] = lines
        mapping["__line__"] = node.start_mark.line + 1
        return mapping


# What is typed must stay as it is typed: YAML would turn « no » into false, 12:30 into 750 and 0100 into 64. Only plain
# numbers, true, false and nothing keep a meaning of their own.
_Lines.yaml_implicit_resolvers = {}
_Lines.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9]\d*)$"), list("-0123456789"))
_Lines.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true$|false$"), list("tf"))
_Lines.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"~?$|null$"), ["~", "n", ""])


@dataclass
class Record:
    """One entry of a source file, with the place it stands at."""

    file: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int]
    faults: list[Fault]
    asked: set[str] = field(default_factory=set)

    def fault(self, name: str, expected: str) -> None:
        self.faults.append(Fault(self.file, self.lines.get(name, self.line), name, expected))

    def _raw(self, name: str) -> Any:
        self.asked.add(name)
        value = self.values.get(name)
        return None if value is None or value == "" else value

    def text(self, name: str, *, required: bool = True) -> str | None:
        value = self._raw(name)
        if value is None:
            if required:
                self.fault(name, "un texte est attendu, le champ est vide ou absent.")
            return None
        if isinstance(value, dict | list):
            self.fault(name, "un texte est attendu, pas une liste (mettez le texte entre guillemets).")
            return None
        return str(value).strip()

    def choice(self, name: str, allowed: Sequence[str], *, required: bool = True) -> str | None:
        value = self.text(name, required=required)
        if value is not None and value not in allowed:
            self.fault(name, f"« {value} » n'est pas prévu ; valeurs possibles : {', '.join(allowed)}.")
            return None
        return value

    def number(self, name: str, *, required: bool = False) -> float | None:
        value = self.text(name, required=required)
        if value is None:
            return None
        if re.fullmatch(r"-?\d+(\.\d+)?", value):
            return float(value)
        self.fault(name, f"un nombre est attendu (chiffres et point décimal, sans espace), trouvé « {value} ».")
        return None

    def whole(self, name: str, *, required: bool = False) -> int | None:
        value = self.number(name, required=required)
        if value is not None and value != int(value):
            self.fault(name, f"un nombre entier est attendu, trouvé « {value} ».")
            return None
        return None if value is None else int(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self._raw(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        if str(value).lower() in {"true", "false"}:
            return str(value).lower() == "true"
        self.fault(name, f"true ou false est attendu, trouvé « {value} ».")
        return default

    def date(self, name: str) -> dt.date | None:
        """A date written 2024, 2024-06 or 2024-06-30; the first day of the year or month when only that is known."""
        value = self.text(name, required=False)
        if value is None:
            return None
        match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value)
        try:
            if match:
                return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            pass
        self.fault(name, f"une date est attendue (2024, 2024-06 ou 2024-06-30), trouvé « {value} ».")
        return None

    def whole_list(self, name: str) -> list[int]:
        value = self._raw(name)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(entry, int) for entry in value):
            return value
        self.fault(name, f"une liste de nombres est attendue, par exemple [2, 3] ; trouvé « {value} ».")
        return []

    def text_list(self, name: str, allowed: Sequence[str]) -> list[str]:
        value = self._raw(name)
        if value is None:
            return []
        if isinstance(value, list) and all(entry in allowed for entry in value):
            return [str(entry) for entry in value]
        self.fault(name, f"une liste est attendue, parmi {', '.join(allowed)} ; trouvé « {value} ».")
        return []

    def texts(self, name: str) -> list[str]:
        """A list of codes, checked later by the links of the tables."""
        value = self._raw(name)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return value
        self.fault(name, f"une liste de codes est attendue, par exemple [un_code, un_autre] ; trouvé « {value} ».")
        return []

    def record(self, name: str) -> Record | None:
        value = self._raw(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(name, "un bloc de champs est attendu.")
            return None
        return _record(self.file, value, self.faults, self.line)

    def records(self, name: str) -> list[Record]:
        value = self._raw(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.fault(name, "une liste d'éléments est attendue (une ligne commençant par « - » pour chacun).")
            return []
        return [_record(self.file, entry, self.faults, self.line) for entry in value]

    def quote(self, name: str = "citation", *, required: bool = True) -> str | None:
        """The exact words, at most 40: longer is a fault, so that summaries never pass for quotes."""
        words = self.text(name, required=required)
        if words is not None and len(words.split()) > 40:
            self.fault(name, f"40 mots au plus, trouvé {len(words.split())}.")
        return words

    def close(self) -> None:
        for name in map(str, self.values):
            if name not in self.asked and name not in {"__lines__", "__line__"}:
                self.fault(name, "ce champ n'est pas prévu ici (vérifiez son orthographe).")


def _record(file: str, values: dict[str, Any], faults: list[Fault], line: int) -> Record:
    return Record(file, values.get("__line__", line), values, values.get("__lines__", {}), faults)


class Sources:
    """A folder of hand-written sources, and the faults found in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def _yaml(self, name: str) -> Any:
        path = self.folder / name
        try:
            return yaml.load(path.read_text(encoding="utf-8"), _Lines)  # noqa: S506  (_Lines is a SafeLoader)
        except FileNotFoundError:
            self.faults.append(Fault(name, 1, "fichier", "ce fichier est attendu et n'existe pas."))
        except OSError:
            self.faults.append(Fault(name, 1, "fichier", "un fichier lisible est attendu."))
        except UnicodeDecodeError:
            self.faults.append(Fault(name, 1, "fichier", "le fichier doit être enregistré en UTF-8."))
        except yaml.reader.ReaderError as error:
            self.faults.append(
                Fault(name, 1, "fichier", f"un caractère invisible est à effacer (position {error.position}).")
            )
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            self.faults.append(
                Fault(
                    name,
                    mark.line + 1 if mark else 1,
                    "mise en page",
                    f"la ligne n'est pas lisible ({error.problem}). Vérifiez le retrait, les guillemets et les « : ».",
                )
            )
        return None

    def one(self, name: str) -> Record:
        """The file as one block of fields."""
        before = len(self.faults)
        content = self._yaml(name)
        if len(self.faults) == before and not isinstance(content, dict):
            self.faults.append(Fault(name, 1, "fichier", "un bloc de champs est attendu."))
            content = None
        return _record(name, content or {}, self.faults, 1)

    def many(self, name: str) -> list[Record]:
        """The file as a list of blocks."""
        before = len(self.faults)
        content = self._yaml(name)
        if content is None:
            if len(self.faults) == before:
                self.faults.append(Fault(name, 1, "fichier", "le fichier est vide : une liste est attendue."))
            return []
        if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
            self.faults.append(Fault(name, 1, "fichier", "une liste est attendue (« - » devant chaque élément)."))
            return []
        return [_record(name, entry, self.faults, 1) for entry in content]

    def lines(self, name: str, columns: Iterable[str]) -> list[Record]:
        """A CSV: one record a line; the header must be exactly `columns`."""
        path = self.folder / name
        expected = list(columns)
        try:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                reader = csv.DictReader(stream, strict=True)
                if list(reader.fieldnames or []) != expected:
                    self.faults.append(
                        Fault(name, 1, "en-tête", f"les colonnes attendues sont : {', '.join(expected)}.")
                    )
                    return []
                records = []
                for row in reader:
                    number = reader.line_num
                    if None in row or None in row.values():
                        self.faults.append(
                            Fault(
                                name,
                                number,
                                "ligne",
                                f"{len(expected)} cellules sont attendues (guillemets, virgules ?).",
                            )
                        )
                        continue
                    records.append(Record(name, number, dict(row), {}, self.faults))
                return records
        except FileNotFoundError:
            self.faults.append(Fault(name, 1, "fichier", "ce fichier est attendu et n'existe pas."))
        except OSError:
            self.faults.append(Fault(name, 1, "fichier", "un fichier lisible est attendu."))
        except UnicodeDecodeError:
            self.faults.append(Fault(name, 1, "fichier", "le fichier doit être enregistré en UTF-8."))
        except csv.Error as error:
            self.faults.append(Fault(name, 1, "fichier", f"le fichier CSV n'est pas lisible ({error})."))
        return []

    def expect_only(self, folder: str, names: Iterable[str]) -> None:
        """Fault every file of `folder` that is not among `names`: a file nobody reads would be lost in silence."""
        expected = set(names)
        for path in sorted((self.folder / folder).glob("*")):
            if path.name not in expected and not path.name.startswith("."):
                self.faults.append(Fault(f"{folder}/{path.name}", 1, "fichier", "ce fichier n'est pas prévu ici."))

    def raise_faults(self) -> None:
        if self.faults:
            raise SourceError(self.faults)
