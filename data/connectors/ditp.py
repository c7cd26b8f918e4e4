"""The DITP's indicators by territory (`indic_vi`, `indic_va`, `indic_vc`), and the file of their labels."""

from __future__ import annotations

import datetime as dt
from typing import Final

from data.connectors.catalogue import load_catalogue
from data.connectors.format import Connector, Roles
from data.connectors.observations import Seen, check_once, read_cell, read_date, record
from data.connectors.reference import CODE_DEPARTEMENT, Reference
from data.connectors.rows import Ledger, Row

FAMILY: Final = "ditp"
NORD: Final = "dep:59"
_ROLES: Final = {"initial": "initial", "current": "value", "target": "target"}
_TARGET_WORDS: Final = "Cible de l'État pour le Nord, publiée par la DITP, et non cible du schéma"
_RATE: Final = (
    "La colonne indic_ta (taux d'avancement de la politique nationale) n'est pas gardée : ce n'est jamais un taux de "
    "réalisation du schéma du Nord. Valeurs laissées : {n}."
)


def build(connector: Connector, roles: Roles, _reference: Reference, ledger: Ledger) -> None:
    """Up to three values a line: initial, current, target, each for the month the line dates."""
    seen, today, rates, unnamed = Seen(), dt.date.today(), 0, set()
    for row in ledger.rows(roles):
        if row["level"] != "DEPT" or row["zone"] != f"D{CODE_DEPARTEMENT}":
            where = f"{row['zone']} ({row['level']})"
            ledger.set_aside(row, "elsewhere", "zone", where, "Hors du département du Nord : écartée.")
            continue
        filled = [name for name in _ROLES if row[name]]
        if not filled:
            message = "Aucune valeur sur cette ligne : ni initiale, ni actuelle, ni cible. Elle n'apporte rien."
            ledger.set_aside(row, "empty", "current", "", message)
            continue
        if records := _read(connector, row, ledger, seen, filled, today):
            ledger.keep(row, *records)
            rates += bool(row["rate"])
            if (FAMILY, row["code"]) not in load_catalogue().codes:
                unnamed.add(row["code"])
    if rates:
        ledger.note("progress", _RATE.replace("{n}", str(rates)), column="indic_ta")
    if unnamed:
        message = (
            f"{len(unnamed)} indicateurs sont hors du catalogue : leur libellé vient du fichier ditp_meta_indicateurs, "
            "importé à part, avant ou après. Sans lui, leur code tient lieu de nom."
        )
        ledger.note("labels", message, column="indic_id")


def _read(
    connector: Connector, row: Row, ledger: Ledger, seen: Seen, filled: list[str], today: dt.date
) -> list[dict[str, object]]:
    """The records of a line; empty when it was set aside, whole."""
    code = row["code"]
    indicator_id = load_catalogue().codes.get((FAMILY, code), ("", ""))[0]
    declared = load_catalogue().indicators.get(indicator_id)
    unit = declared.unit if declared else ""
    when = read_date(ledger, row, "date", today=today, future=filled == ["target"])
    records: list[dict[str, object]] = []
    for name in filled:
        if when is None:
            return []
        value = read_cell(ledger, row, name, unit)
        key = (f"{FAMILY}:{code}", NORD, when.period(monthly=True), _ROLES[name])
        if value is None or not check_once(ledger, row, seen, key):
            return []
        found = record(
            f"{FAMILY}:{code}",
            when,
            value,
            _ROLES[name],
            monthly=True,
            label=declared.label if declared else code,
            unit=unit or "unité non donnée par le fichier",
            territory_id=NORD,
            place=f"département du Nord · {code}",
            written="Nord",
            perimeter=_TARGET_WORDS if name == "target" else "",
        )
        records.append(found | {"layer": connector.layer})
    return records


def build_labels(connector: Connector, roles: Roles, _reference: Reference, ledger: Ledger) -> None:
    """One label a code, and what is counted."""
    first: dict[str, int] = {}
    for row in ledger.rows(roles):
        code, label = row["code"], row["public_label"] or row["label"]
        if not code or not label:
            ledger.set_aside(row, "empty", "code", code, "Ni code ni libellé : la ligne ne nomme rien.")
        elif first.setdefault(code, row.number) != row.number:
            message = f"Même code que la {ledger.table.unit} {first[code]} : la première est gardée."
            ledger.set_aside(row, "duplicate", "code", code, message)
        else:
            described = row["public_description"] or row["description"]
            kept: dict[str, object] = {
                "layer": connector.layer,
                "code": code,
                "label": label,
                "definition": described.strip(" _"),
            }
            ledger.keep(row, kept)


VALUES = Connector(
    layer="ditp",
    shape="observations",
    title="Indicateurs des politiques prioritaires (DITP)",
    publisher="Direction interministérielle de la transformation publique (DITP)",
    licence="à vérifier avant toute rediffusion",
    columns={
        "code": ("indic_id",),
        "zone": ("enforce_zone_id",),
        "date": ("metric_enforce_date",),
        "level": ("maille",),
        "initial": ("indic_vi",),
        "current": ("indic_va",),
        "target": ("indic_vc",),
        "rate": ("indic_ta",),
    },
    required=("code", "zone", "date", "level", "initial", "current", "target"),
    build=build,
)
LABELS = Connector(
    layer="ditp_libelles",
    shape="labels",
    title="Libellés des indicateurs de la DITP",
    publisher="Direction interministérielle de la transformation publique (DITP)",
    licence="à vérifier avant toute rediffusion",
    columns={
        "code": ("indic_id",),
        "label": ("indic_nom",),
        "public_label": ("indic_nom_baro",),
        "description": ("indic_descr",),
        "public_description": ("indic_descr_baro",),
    },
    required=("code", "public_label"),
    build=build_labels,
)
