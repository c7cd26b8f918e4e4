"""The documents, the subjects of a caveat, the dictionary of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.formats import number, plural
from components.html import Html, element, joined
from components.table import html_table
from data.model import SECTION_LABELS, Caveat


def documents_table(rows: Sequence[Mapping[str, Any]], when: Callable[[Mapping[str, Any]], str]) -> Html:
    """Every document: title, publisher, date, licence."""
    return html_table(
        "Documents dont viennent les faits",
        ("Document", "Publié par", "Date", "Réutilisation"),
        [[row["title"], row["publisher"], when(row), row["licence"]] for row in rows],
    )


#: Type of a column → what a reader calls it.
KINDS = {"text": "texte", "int": "nombre entier", "float": "nombre", "bool": "oui ou non", "date": "date"}


def _subject(kind: str, subject: str, territories: Mapping[str, str], indicators: Mapping[str, str]) -> str:
    if kind == "action":
        return f"action {subject}"
    if kind == "section":
        action, _, section = subject.partition("/")
        return f"action {action}, {SECTION_LABELS.get(section, section).lower()}"
    if kind == "territory":
        return territories.get(subject, subject)
    return "l'ensemble du bilan" if kind == "whole" else f"« {indicators.get(subject, subject)} »"


def subjects_line(caveat: Caveat, territories: Mapping[str, str], indicators: Mapping[str, str]) -> Html:
    """What a caveat touches, in words. `territories` and `indicators`: code → name."""
    named = (_subject(kind, subject, territories, indicators) for kind, subject in caveat.subjects)
    words = ", ".join(dict.fromkeys(named))
    return element("p", element("strong", "Concerne : "), words, class_="sd-small")


#: What is printed of the cautions: code → how it is offered.
PRINTED = {"entieres": "Précautions entières", "titres": "Titres et gravité seulement"}


def printed_words(documents: int, cautions: int, total: int, printed: str, table: str) -> Html:
    """On paper only, at the top: what the sheets hold, and how to print less."""
    chosen = "toutes" if cautions == total else f"{number(cautions)} sur {number(total)}, selon les choix ci-dessus"
    whole = "entières, avec les mots des documents" if printed == "entieres" else "titre, nature et gravité"
    shorter = (
        " Pour une liste courte : « À l'impression : titres et gravité seulement », ou une seule gravité, à l'écran."
        if printed == "entieres"
        else ""
    )
    return element(
        "p",
        element("strong", "Ce qui est imprimé : "),
        f"{plural(documents, 'document')} ; les précautions de lecture ({chosen} ; {whole}) ; les colonnes de la table "
        f"« {table} ».{shorter}",
        class_="sd-print-only",
    )


def dictionary_table(rows: Sequence[Mapping[str, Any]], entry: Mapping[str, Any]) -> Html:
    """What a table holds, column by column, with its rows, its origins and its sha256."""
    first = rows[0]
    return joined(
        [
            element("p", first["table_description"], " ", plural(entry["rows"], "ligne"), "."),
            html_table(
                f"Colonnes de la table « {first['table_title']} »",
                ("Colonne", "Ce qu'elle contient", "Type", "Valeurs possibles"),
                [
                    [
                        row["column"],
                        row["description"],
                        KINDS[row["kind"]],
                        row["values"] if isinstance(row["values"], str) else "",
                    ]
                    for row in rows
                ],
            ),
            element("p", f"Origine : {' ; '.join(entry['origins']) or 'contrat des tables'}.", class_="sd-small"),
            element("p", f"Empreinte sha256 : {entry['sha256']}.", class_="sd-small sd-break"),
        ]
    )
