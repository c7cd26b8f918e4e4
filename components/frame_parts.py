"""What stands around every page: the two institutions, the foot with the legal mention, the page for broken tables."""

from __future__ import annotations

from collections.abc import Sequence

from components.accessibility import STATUS
from components.html import Html, element

#: Préfet first, Département second: the order of the document. Same words, same room.
INSTITUTIONS = "Préfet du Nord et Département du Nord"


def masthead(signed: str = "") -> Html:
    """Whose dashboard it is, on one line; `signed`: who reads, and in which mode, said discreetly."""
    return element(
        "p",
        element("span", INSTITUTIONS),
        element("span", "Schéma d'amélioration de l'accessibilité des services au public"),
        element("span", signed, class_="sd-local") if signed else None,
        class_="sd-masthead",
    )


def foot(href: str, version: str, sources: str, *, home: bool) -> Html:
    """The foot of a page: accessibility (with the legal mention on the home page), data version."""
    return element(
        "footer",
        element("p", STATUS) if home else None,
        element("p", element("a", "Déclaration d'accessibilité", href=href)),
        # Its gesture is the browser's (entiere.js).
        element("p", element("button", "Imprimer la page entière", type="button", class_="sd-print-page sd-no-print")),
        element("p", f"Données : version {version}. Bilan au {sources} ; chaque autre chiffre porte sa date."),
        class_="sd-foot",
    )


def broken_tables(problems: Sequence[str]) -> Html:
    """One clear page when the tables cannot be trusted: what is wrong, what to do."""
    return element(
        "section",
        element("h1", "Les données ne peuvent pas être affichées"),
        element("p", "Le tableau de bord a vérifié ses tables au démarrage et ne peut pas s'y fier :"),
        element("ul", *(element("li", problem) for problem in problems)),
        element("p", "Rien n'est perdu : les faits saisis sont dans data/sources. Pour refaire les tables :"),
        element(
            "ol",
            element("li", "ouvrir un terminal dans le dossier du tableau de bord ;"),
            element("li", "lancer « make data » ;"),
            element("li", "recharger cette page."),
        ),
    )


def unreadable_store(message: str) -> Html:
    """What a page says instead of its content when the decisions cannot be read: why, and what still works."""
    return element(
        "section",
        element("p", element("strong", "Décisions illisibles. "), message, class_="sd-alert", role="alert"),
        element("p", "Le bilan, les tendances, les territoires et les sources se lisent sans elles."),
    )


def printed_scope(territory: str) -> Html:
    """What a printed page is filtered on: the filter itself is not printed."""
    return element("p", element("strong", "Territoire : "), territory, class_="sd-print-only")
