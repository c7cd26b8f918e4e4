"""The département a row states, and what to say when it is not the Nord."""

from __future__ import annotations

import re

from data.connectors.reference import FLANDRE_LYS_ELSEWHERE, Reference
from data.connectors.rows import Ledger, Row
from data.connectors.values import read_number
from data.connectors.wording import at_place


def clean_code(written: str) -> str:
    """« 59350.0 » → « 59350 »; a code of four digits lost its leading zero in a spreadsheet."""
    code = re.sub(r"\.0+$", "", re.sub(r"\s", "", written)).upper()
    return code.zfill(5) if code.isdigit() and len(code) == 4 else code


def read_departement(row: Row) -> str:
    """The département that a row states by its commune's code, its own column or its postcode; empty when by none."""
    stated = (departement_of(written) for written in (row["code"], row["departement"], row["postcode"]))
    return next(filter(None, stated), "")


def departement_of(written: str) -> str:
    """« 62338 » → « 62 », « 97411 » → « 974 »: of a commune's code, a postcode or a département's own; else empty."""
    code = clean_code(written)
    if not re.fullmatch(r"(\d{1,3}|2[AB])|(\d{2}|2[AB])\d{3}", code, re.ASCII):
        return ""
    return code[:3] if code.startswith(("97", "98")) else code[:2].zfill(2)


def set_elsewhere_aside(row: Row, code: str, department: str, reference: Reference, ledger: Ledger) -> None:
    """Set aside a row that states another département, saying so when its position is in the Nord all the same."""
    role = "code" if code else ("departement" if row["departement"] else "postcode")
    latitude, longitude = read_number(row["latitude"]), read_number(row["longitude"])
    inside = reference.locate(longitude, latitude) if latitude is not None and longitude is not None else None
    if inside:
        message = (
            f"Le code dit le département {department}, mais la position tombe {at_place(reference.labels[inside])}, "
            "dans le Nord : ligne écartée."
        )
        ledger.set_aside(row, "disagree", role, row[role], message)
        return
    if code in FLANDRE_LYS_ELSEWHERE:
        message = (
            f"{FLANDRE_LYS_ELSEWHERE[code]} ({code}) est dans le Pas-de-Calais : la CC Flandre Lys y déborde. Écartée."
        )
    else:
        message = f"Département {department} : hors du Nord, écartée."
    ledger.set_aside(row, "elsewhere", role, row[role], message)
