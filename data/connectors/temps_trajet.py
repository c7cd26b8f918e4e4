"""A table of road times: a commune, a point (or the commune it is in), minutes. It replaces the straight line."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.analysis.travel import COLUMN_NAMES
from data.analysis.travel_checks import find_problems
from data.connectors.format import Connector, Roles
from data.connectors.reference import Reference
from data.connectors.refusal import RefusedError
from data.connectors.rows import Ledger, Row
from data.connectors.wording import plural

_ROLES: Final = ("commune", "point", "commune_point", "minutes")
#: What is said of a row → the kind of problem it is counted under.
_KINDS: Final = (
    ("code postal", "unknown_code"),
    ("ancienne commune", "associated"),
    ("code", "unknown_code"),
    ("point inconnu", "unknown_point"),
    ("point manquant", "unknown_point"),
    ("ligne répétée", "duplicate"),
    ("deux durées", "duplicate"),
)


def _build(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    if "point" not in roles and "commune_point" not in roles:
        raise RefusedError(
            "Ce fichier donne des communes et des minutes, mais pas vers quoi : il manque une colonne « point » "
            "(identifiant d'un point) ou « commune_point » (code INSEE de la commune du point). Rien n'a été importé."
        )
    rows = list(ledger.rows(roles))
    texts = pd.DataFrame({role: [row[role] for row in rows] for role in _ROLES}, dtype=object)
    names = {role: ledger.table.columns[at] for role, at in roles.items()}
    kept, problems = find_problems(texts, names, _communes(reference), known_points(), _associated(reference))
    found = {int(at): record for at, record in zip(kept.index, kept.to_dict("records"), strict=True)}
    said: dict[int, list[tuple[str, str]]] = {}
    for problem in problems.to_dict("records"):
        said.setdefault(int(problem["line"]) - 2, []).append((str(problem["column"]), str(problem["message"])))
    played = {name: role for role, name in names.items()}
    for at, row in enumerate(rows):
        if at in found:
            record = {**found[at], "layer": connector.layer, "written": row["commune"]}
            ledger.keep(row, {str(name): value for name, value in record.items()})
        else:
            _set_aside(row, said[at], played, ledger)
    leaving = {record["territory_id"] for record in ledger.records}
    absent = len(reference.labels) - len(leaving)
    if absent and leaving:
        ledger.note("absent", f"{plural(absent, 'commune')} du Nord sans aucun temps : leur temps restera inconnu.")
    ledger.note(
        "perimeter", "Le fichier ne dit ni l'heure de départ, ni le mode, ni le calcul : à préciser en origine."
    )


def _set_aside(row: Row, said: list[tuple[str, str]], played: dict[str, str], ledger: Ledger) -> None:
    """One fate a row, told by its first problem; the others follow in the same sentence."""
    column, first = said[0]
    role = played.get(column, "minutes")
    kind = next((kind for words, kind in _KINDS if words in first), "value")
    others = "".join(f" ; colonne « {name} » : {message}" for name, message in said[1:])
    ledger.set_aside(row, kind, role, row[role], f"{first[:1].upper()}{first[1:]}{others} : ligne écartée.")


def known_points() -> pd.DataFrame:
    """The points a time may lead to: those of the imported editions in use, whatever their layer."""
    # Read here: the library itself knows the connectors.
    from data.imported import read_point_sets

    places: dict[str, object] = {}
    for one in read_point_sets().values():
        places |= dict(zip(one.points["point_id"], one.points["territory_id"], strict=True))
    return pd.DataFrame({"point_id": list(places), "territory_id": list(places.values())}, dtype=object)


def _communes(reference: Reference) -> pd.DataFrame:
    return pd.DataFrame({"territory_id": [f"com:{code}" for code in reference.labels]}, dtype=object)


def _associated(reference: Reference) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": list(reference.associated),
            "parent_id": [f"com:{one.parent}" for one in reference.associated.values()],
        },
        dtype=object,
    )


CONNECTOR: Final = Connector(
    layer="temps_trajet",
    shape="travel",
    title="Temps de trajet par la route",
    publisher="Table de temps fournie par l'utilisateur",
    licence="À vérifier avant toute rediffusion",
    columns=COLUMN_NAMES,
    required=("commune", "minutes"),
    build=_build,
)
