"""The commune of a row: its code, its name and its position against the territorial reference.

Three witnesses, none believed alone. Two that agree carry the row; what disagrees is said, and nothing is mended unless
the user has confirmed it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.connectors.coordinates import Position, read_position
from data.connectors.corrections import COMMUNE
from data.connectors.departement import clean_code, read_departement, set_elsewhere_aside
from data.connectors.names import normalise_commune
from data.connectors.reference import CODE_DEPARTEMENT, NEAR_KM, Reference
from data.connectors.rows import Ledger, Row
from data.connectors.wording import at_place, of_place


@dataclass(frozen=True)
class Place:
    """Where a row was put: a present commune of the Nord, and the position if there is one."""

    territory_id: str
    position: Position
    flags: tuple[str, ...]


def place_row(row: Row, reference: Reference, ledger: Ledger) -> Place | None:
    """Return the place of a row, or None once it was set aside."""
    code = clean_code(row["code"])
    position = Position(None, None)
    department = read_departement(row)
    if department not in ("", CODE_DEPARTEMENT) and code not in reference.associated:
        set_elsewhere_aside(row, code, department, reference, ledger)
        return None
    if row.column("latitude") or row.column("position"):
        read = read_position(row, reference, ledger)
        if read is None:
            return None
        position = read
    if not department and not _point_in_nord(position, reference):
        message = "Ni code, ni code postal, ni position dans le Nord : ligne écartée."
        ledger.set_aside(row, "elsewhere", None, row["town"], message)
        return None
    named = reference.names.get(normalise_commune(row["town"])) if row["town"] else None
    _tell_associated_name(row, reference, ledger, code)
    if code in reference.labels:
        return _judge_known(row, code, named, position, (), reference, ledger)
    if code in reference.associated:
        commune = reference.associated[code]
        parent = reference.labels[commune.parent]
        message = (
            f"Le code {code} est celui de {commune.label}, qui fait partie {of_place(parent)} : {parent} est retenue."
        )
        ledger.warn(row, "associated", "code", code, message)
        return _judge_known(row, commune.parent, named, position, ("associated",), reference, ledger)
    if code:
        return _judge_unknown(row, code, named, position, reference, ledger)
    return _judge_without_code(row, named, position, reference, ledger)


def _judge_known(
    row: Row, code: str, named: str | None, at: Position, flags: tuple[str, ...], reference: Reference, ledger: Ledger
) -> Place | None:
    near = _near(code, at, reference)
    if not row["town"] or named == code or (named is None and near is not False):
        if row["town"] and named is None:
            label = of_place(reference.labels[code])
            message = f"« {row['town']} » n'est pas le nom {label} ({code}) : gardée d'après le code."
            ledger.warn(row, "name_differs", "town", row["town"], message)
            flags = (*flags, "name_differs")
        return _check_point(row, code, at, flags, reference, ledger)
    if near:
        message = (
            f"Le nom « {row['town']} » contredit le code {code} ({reference.labels[code]}), que la position confirme : "
        )
        ledger.warn(row, "name_differs", "town", row["town"], message + "gardée d'après le code et la position.")
        return _check_point(row, code, at, (*flags, "name_differs"), reference, ledger)
    if named is not None:
        return _propose_named(row, code, named, at, flags, reference, ledger)
    message = (
        f"Le code {code} désigne {reference.labels[code]}, le nom « {row['town']} » est inconnu et la position est à "
        f"{_km(code, at, reference)} de cette commune : ligne écartée."
    )
    ledger.set_aside(row, "disagree", "code", code, message)
    return None


def _judge_unknown(
    row: Row, code: str, named: str | None, at: Position, reference: Reference, ledger: Ledger
) -> Place | None:
    if named is not None:
        return _propose_named(row, code, named, at, (), reference, ledger)
    message = f"Le code {code} n'est celui d'aucune commune du Nord, actuelle, associée ou déléguée : ligne écartée."
    ledger.set_aside(row, "unknown_code", "code", code, message)
    return None


def _propose_named(
    row: Row, code: str, named: str, at: Position, flags: tuple[str, ...], reference: Reference, ledger: Ledger
) -> Place | None:
    """The name points to another commune than the code. Without a position the name alone may still be confirmed."""
    label = reference.labels[named]
    owner = reference.labels.get(code)
    is_postcode = code == re.sub(r"\D", "", row["postcode"])
    what = "est un code postal" if is_postcode else f"désigne {owner}"
    if owner is None and not is_postcode:
        what = "n'est celui d'aucune commune du Nord (un code postal, peut-être)"
    kind = "postcode" if is_postcode or owner is None else "disagree"
    if _near(named, at, reference) is False:
        message = f"Le code {code} {what}, le nom dit {label} et la position est ailleurs : ligne écartée."
        ledger.set_aside(row, kind, "code", code, message)
        return None
    if ledger.propose(COMMUNE, row):
        message = f"Le code {code} {what} : {label} ({named}) est retenue d'après le nom, sur confirmation."
        ledger.warn(row, "corrected", "code", code, message)
        return Place(f"com:{named}", at, (*flags, *at.flags, "commune_corrected"))
    witnesses = "le nom dit" if at.longitude is None else "le nom et la position disent"
    message = (
        f"Le code {code} {what}, alors que {witnesses} : {label} ({named}). Ligne écartée tant que la correction "
        "n'est pas confirmée."
    )
    ledger.set_aside(row, kind, "code", code, message)
    return None


def _judge_without_code(
    row: Row, named: str | None, at: Position, reference: Reference, ledger: Ledger
) -> Place | None:
    if named is not None:
        return _check_point(row, named, at, (), reference, ledger)
    inside = (
        reference.locate(at.longitude, at.latitude) if at.longitude is not None and at.latitude is not None else None
    )
    if inside is None:
        message = (
            f"Ni le nom « {row['town']} » ni la position ne disent de quelle commune du Nord il s'agit : ligne écartée."
        )
        ledger.set_aside(row, "unknown_commune", "town", row["town"], message)
        return None
    label = reference.labels[inside]
    message = f"« {row['town']} » n'est pas le nom d'une commune : {label} est retenue d'après la position."
    ledger.warn(row, "commune_from_point", "town", row["town"], message)
    return Place(f"com:{inside}", at, (*at.flags, "commune_from_point"))


def _check_point(
    row: Row, code: str, at: Position, flags: tuple[str, ...], reference: Reference, ledger: Ledger
) -> Place | None:
    role = "latitude" if row.column("latitude") else "position"
    if at.longitude is None or at.latitude is None:
        if row.column(role):
            message = "Aucune position publiée : gardée dans sa commune, absente des calculs de distance."
            ledger.warn(row, "no_coordinates", role, "", message)
            flags = (*flags, "no_coordinates")
        return Place(f"com:{code}", at, flags)
    found = f"{at.latitude:g} ; {at.longitude:g}"
    if not _point_in_nord(at, reference):
        label = reference.labels[code]
        message = f"La position ({found}) est hors du Nord, alors que la commune est {label} : ligne écartée."
        ledger.set_aside(row, "outside", role, found, message)
        return None
    if not _near(code, at, reference):
        inside = reference.locate(at.longitude, at.latitude)
        where = f", {at_place(reference.labels[inside])}" if inside else ""
        commune = of_place(reference.labels[code])
        message = f"La position est à {_km(code, at, reference)} {commune}{where} : gardée, signalée."
        ledger.warn(row, "point_outside", role, found, message)
        flags = (*flags, "point_outside")
    return Place(f"com:{code}", at, (*flags, *at.flags))


def _tell_associated_name(row: Row, reference: Reference, ledger: Ledger, code: str) -> None:
    commune = reference.associated_names.get(normalise_commune(row["town"])) if row["town"] else None
    # The code of an associated commune is told on its own, unless the present commune has taken it over.
    if commune is not None and (code != commune.code or commune.code == commune.parent):
        message = (
            f"{commune.label} fait partie {of_place(reference.labels[commune.parent])} : la ligne y est rattachée."
        )
        ledger.tell(row, "associated", "town", row["town"], message)


def _near(code: str, at: Position, reference: Reference) -> bool | None:
    if at.longitude is None or at.latitude is None:
        return None
    return reference.is_near(code, at.longitude, at.latitude)


def _point_in_nord(at: Position, reference: Reference) -> bool:
    return at.longitude is not None and at.latitude is not None and reference.in_departement(at.longitude, at.latitude)


def _km(code: str, at: Position, reference: Reference) -> str:
    assert at.longitude is not None and at.latitude is not None  # noqa: PT018 — one fact: there is a position
    distance = reference.distance_km(code, at.longitude, at.latitude)
    return f"{distance:.1f} km".replace(".", ",") if distance > NEAR_KM else "moins de 1 km"
