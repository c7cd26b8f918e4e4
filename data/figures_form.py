"""The form anyone's figures come in: its columns, what each expects, its lists, its examples. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SHEET: Final = "Chiffres"
EXAMPLE: Final = "exemple"
YES, NO = "oui", "non"
#: What a row states, as it is chosen in the list → as it is kept.
ROLES: Final = {"publiée": "value", "contestée": "contested", "tranchée": "settled", "cible": "target"}
#: Between the code and the name of a chosen territory or indicator.
PART: Final = " – "


@dataclass(frozen=True)
class FormColumn:
    """One column: its code, its title, what is expected in it, whether it must be filled, the list it is chosen in."""

    role: str
    title: str
    expected: str
    required: bool = False
    chosen_in: str = ""


COLUMNS: Final = (
    FormColumn("line", "Ligne", "laisser vide ; « exemple » pour une ligne à ne pas importer"),
    FormColumn("indicator", "Indicateur", "un indicateur de la liste, ou le nom d'un nouveau", True, "indicators"),
    FormColumn(
        "territory", "Territoire", "un territoire de la liste, ou un code de commune (59350)", True, "territories"
    ),
    FormColumn("date", "Date", "AAAA, MM/AAAA ou JJ/MM/AAAA", True),
    FormColumn("value", "Valeur", "un nombre, sans unité ni formule", True),
    FormColumn("unit", "Unité", "celle de l'indicateur choisi", True, "units"),
    FormColumn("role", "Rôle", "publiée, contestée, tranchée ou cible", True, "roles"),
    FormColumn("same", "Même définition que le catalogue", "oui ou non", True, "same"),
    FormColumn(
        "definition", "Définition", "ce qui est compté ; obligatoire si la définition n'est pas celle du catalogue"
    ),
    FormColumn("producer", "Producteur", "le service qui compte", True),
    FormColumn("source", "Source", "le document ou le fichier, et l'endroit", True),
    FormColumn("funder", "Financeur", "qui finance ce qui est compté, si c'est précisé"),
    FormColumn("motive", "Motif", "pourquoi la valeur est contestée, ou comment elle a été tranchée"),
)
#: Rows that show how to fill the form; the word in the first column keeps them out of any import.
EXAMPLES: Final = (
    (
        *(EXAMPLE, "france_services_labellisees – France Services labellisées", "dep:59 – Nord", "31/12/2025", 55.0),
        *("structures", "publiée", YES, "", "Préfecture du Nord", "Tableau de suivi, feuille 1", "", ""),
    ),
    (
        *(EXAMPLE, "maisons_sante – Maisons de santé pluriprofessionnelles (MSP)", "arr:592 – Cambrai", "2025", 9.0),
        *(
            "structures",
            "contestée",
            YES,
            "",
            "ARS Hauts-de-France",
            "Courrier du 3 mars 2026",
            "",
            "Deux fermetures en juin",
        ),
    ),
    (
        *(EXAMPLE, "Permanences numériques en mairie", "com:59350 – Lille", "06/2025", 12.5),
        *(
            "permanences",
            "publiée",
            NO,
            "Permanences tenues dans le mois",
            "Ville de Lille",
            "Bilan 2025, p. 4",
            "Ville",
            "",
        ),
    ),
)


@dataclass(frozen=True)
class FormLists:
    """What may be chosen: indicators and territories as « code – name », units, roles, yes or no."""

    indicators: tuple[str, ...]
    territories: tuple[str, ...]
    units: tuple[str, ...]

    def of(self, name: str) -> tuple[str, ...]:
        """The choices of a list named by a column."""
        fixed = {"roles": tuple(ROLES), "same": (YES, NO)}
        return fixed[name] if name in fixed else getattr(self, name)
