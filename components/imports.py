"""Imports as tables and sentences: what a file is, its problems, what it would change, the editions, the journal.

Pure: all that comes from a file goes through the renderer that escapes it, never through Markdown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from components.formats import NO_BREAK, UNDATED, date, number, plural
from components.html import Html, element, joined
from components.icons import icon
from components.table import html_table

#: Rows of a table drawn on screen; the rest is in its CSV.
SHOWN = 100
_DECIMALS = {"Latitude": 5, "Longitude": 5, "Déplacement (km)": 2}
_EVENTS = {"publish": "Publication", "rollback": "Retour : l'édition n'est plus en cours"}
OUTSIDE_WORDS = "Ce dossier n'est pas dans celui du programme : supprimer le programme n'en perd rien."
INSIDE_WORDS = (
    "Attention : ce dossier est dans celui du programme. Supprimer le programme le perdrait : nommez-en un autre."
)


class Edition(Protocol):
    """What is read of an edition."""

    @property
    def edition_id(self) -> str: ...
    @property
    def published_on(self) -> str: ...
    @property
    def published_precision(self) -> str: ...
    @property
    def imported_at(self) -> str: ...
    @property
    def imported_by(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def file_sha256(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def rows_kept(self) -> int: ...
    @property
    def rows_set_aside(self) -> int: ...


def alert(message: str, head: str = "Non importé.") -> Html:
    """A refusal or a mistake, announced at once."""
    return element("p", icon("caveat"), element("strong", f" {head} "), message, role="alert", class_="sd-alert")


def notice(message: str, link: Html | None = None) -> Html:
    """What has just been done; it stays in sight while the page scrolls."""
    return element("p", message, " " if link else None, link, role="status", class_="sd-note sd-done")


def rows_sentence(read: int, kept: int, aside: int) -> Html:
    """« 54 lignes lues = 52 gardées + 2 écartées »."""
    return element(
        "p",
        element("strong", plural(read, "ligne lue", "lignes lues")),
        f" = {plural(kept, 'gardée')} + {plural(aside, 'écartée')}.",
    )


def identity_table(facts: Sequence[tuple[str, str]]) -> Html:
    """What the file was recognised as: (name, value), empty values said so."""
    rows = [(name, value or "non précisé") for name, value in facts]
    return html_table("Ce que le fichier est", ("Élément", "Valeur"), rows, dense=True, pairs=True)


def summary_list(summary: Iterable[tuple[str, str, int]], severities: Mapping[str, str]) -> Html:
    """How many problems of each kind."""
    return element(
        "ul",
        *(element("li", f"{severities[severity]} : {label} ({number(count)})") for severity, label, count in summary),
    )


def counts_list(counts: Iterable[tuple[str, int]], unchanged: int | None) -> Html:
    """What would change, zeros included: each kind of change is told apart."""
    said = [*counts, *([("Inchangé", unchanged)] if unchanged is not None else [])]
    return element("ul", *(element("li", f"{label} : {number(count)}") for label, count in said))


def frame_table(caption: str, frame: pd.DataFrame) -> Html:
    """The first rows of a frame as a table, numbers in French; says how many are not shown."""
    numeric = [place for place, name in enumerate(frame.columns) if pd.api.types.is_numeric_dtype(frame[name])]
    rows = [
        [_cell(value, _DECIMALS.get(str(name))) for name, value in row.items()]
        for row in frame.head(SHOWN).to_dict("records")
    ]
    rest = len(frame) - SHOWN
    more = f"{plural(rest, 'autre ligne', 'autres lignes')} dans le fichier CSV." if rest > 0 else ""
    return joined(
        [
            html_table(caption, [str(name) for name in frame.columns], rows, numeric=numeric),
            element("p", more, class_="sd-small") if more else None,
        ]
    )


def _cell(value: Any, decimals: int | None) -> str:
    if isinstance(value, str):
        return value or "–"
    return number(None if value is None or pd.isna(value) else float(value), decimals)


def edition_date(edition: Edition) -> str:
    """The date of the data, as precise as it was given."""
    if not edition.published_on:
        return UNDATED
    return date(dt.date.fromisoformat(edition.published_on), edition.published_precision)


def editions_table(caption: str, editions: Sequence[tuple[Edition, str]]) -> Html:
    """Every edition of a layer and its state; the one in use is told in words and weight."""
    rows = [
        (
            joined([edition_date(edition), element("span", edition.edition_id, class_="sd-detail sd-small")]),
            element("strong", state) if state == "en cours" else state,
            moment(edition.imported_at),
            edition.imported_by,
            joined(
                [
                    edition.file_name,
                    element("span", edition.origin, class_="sd-detail sd-small sd-break"),
                    _fingerprint(edition.file_sha256),
                ]
            ),
            number(edition.rows_kept),
            number(edition.rows_set_aside),
        )
        for edition, state in editions
    ]
    columns = (*("Date des données", "État", "Importée le", "Par", "Fichier et origine", "Lignes gardées", "Écartées"),)
    return html_table(caption, columns, rows, numeric=(5, 6))


def _fingerprint(sha256: str) -> Html:
    """What proves that a file is this very one, for who must prove it."""
    return element(
        "details",
        element("summary", "Est-ce bien ce fichier ?"),
        element(
            "p",
            "Deux fichiers identiques ont la même empreinte ; une virgule changée la change. Celle-ci (SHA-256) : ",
            element("code", sha256, class_="sd-break"),
        ),
        class_="sd-provenance",
    )


def return_words(now: Edition, before: Edition | None) -> Html:
    """What going back would do, before it is confirmed."""
    after = (
        f"celle du {edition_date(before)}, importée le {moment(before.imported_at)}, le redevient"
        if before
        else "il n'y en a pas d'autre : la couche n'est plus proposée"
    )
    return element(
        "p",
        f"L'édition du {edition_date(now)}, importée le {moment(now.imported_at)}, ne sera plus en cours ; {after}. "
        "Aucun fichier n'est supprimé, et le journal garde la trace du retour.",
        class_="sd-alert",
    )


def journal_table(events: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> Html:
    """What was done, the latest first. `titles`: layer → name."""
    rows = [
        (
            moment(str(event.get("at", ""))),
            _EVENTS.get(str(event["event"]), str(event["event"])),
            titles.get(str(event["layer"]), str(event["layer"])),
            str(event.get("edition_id", "")),
            str(event.get("by", "")),
        )
        for event in events
    ]
    return html_table(
        "Journal des imports, le plus récent d'abord", ("Quand", "Quoi", "Couche", "Édition", "Par"), rows
    )


def formats_table(formats: Iterable[tuple[str, str, str]]) -> Html:
    """The published formats known: title, publisher, licence."""
    days = (
        "Une liste de points peut porter en plus une colonne « jours_par_mois » : les jours d'ouverture de chaque "
        "point, pour les arrêts itinérants surtout."
    )
    return joined(
        [
            html_table("Formats reconnus à leurs colonnes", ("Format", "Publié par", "Réutilisation"), formats),
            element("p", days, class_="sd-small"),
        ]
    )


def folder_words(name: str, variable: str, inside_checkout: bool) -> Html:
    """Where what is imported is kept, and what may be deleted."""
    what = element(
        "p",
        "Les fichiers d'origine, les lignes gardées ou écartées et le journal sont sur la machine qui fait tourner le "
        "tableau de bord, et n'en sortent pas. ",
        None if inside_checkout else OUTSIDE_WORDS,
    )
    where = element(
        "details",
        element("summary", "Pour le service informatique : où, et comment les sauvegarder"),
        element(
            "p",
            "Dossier ",
            element("code", f"{name}/open-data"),
            " ; le copier sauvegarde tout. Pour en choisir un autre, nommez-le dans la variable d'environnement ",
            element("code", variable),
            " avant de démarrer.",
        ),
        class_="sd-provenance",
    )
    return joined([what, element("p", INSIDE_WORDS, class_="sd-alert") if inside_checkout else None, where])


def moment(written: str) -> str:
    """« 24 novembre 2025 à 14 h 05 », at the server's own time; as written when it is not a time."""
    try:
        known = dt.datetime.fromisoformat(written).astimezone()
    except ValueError:
        return written
    return f"{date(known.date())} à {known.hour}{NO_BREAK}h{NO_BREAK}{known.minute:02d}"
