"""One search over everything the documents say: a word, a body, a place or a number. Pure.

A word matches the beginning of a word, without accents or capitals; a number matches that number only (24 does not find
2024), however its thousands are spaced. Every word asked for must be found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.analysis.measures import compute_observations, compute_targets
from data.analysis.rows import Documents, Tables, text
from data.model import (
    FACT_STATE_LABELS,
    ROLE_LABELS,
    SECTION_LABELS,
    ActionStatus,
    Caveat,
    Source,
)

#: Groups of results, in the order they are shown.
GROUPS = (
    "Actions",
    "Contenu des fiches",
    "Organismes",
    "Indicateurs et valeurs",
    "Faits situés",
    "Précautions de lecture",
    "Journée du 30 juin 2023",
    "Calendrier, cadres et gouvernance",
)


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: where it is shown (`page`, `action_id`), and the words it is found by."""

    group: str
    title: str
    words: str
    page: str
    action_id: int | None
    source: Source | None
    tokens: frozenset[str]


def fold(words: str) -> str:
    """Without accents, capitals, or spaces inside numbers; typographic apostrophes made plain."""
    plain = unicodedata.normalize("NFD", words.replace("’", "'").replace("œ", "oe").replace("Œ", "oe"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "", plain)


def tokenise(words: str) -> list[str]:
    """Numbers (decimal comma as a point) and words, in order."""
    found = re.findall(r"\d+(?:[.,]\d+)?|[^\W\d_]+", fold(words))
    return [token.replace(",", ".") for token in found]


def _entry(
    group: str, title: str, words: Iterable[str], page: str, action_id: int | None, source: Source | None
) -> Entry:
    everything = [title, *words, *((source.quote,) if source else ())]
    shown = next((part for part in words if part), "")
    return Entry(group, title, shown, page, action_id, source, frozenset(tokenise(" ".join(everything))))


def build_index(tables: Tables, statuses: tuple[ActionStatus, ...], caveats: tuple[Caveat, ...]) -> tuple[Entry, ...]:
    """Every entry of the search, in the order of the documents."""
    documents = Documents(tables)
    return (
        *_actions(tables, documents, statuses),
        *_items(tables, documents),
        *_bodies(tables, documents),
        *_measures(tables),
        *_facts(tables, documents),
        *(
            _entry(
                "Précautions de lecture",
                caveat.title,
                [caveat.statement, caveat.effect, *(source.quote for source in caveat.sources)],
                "sources",
                None,
                caveat.sources[0] if caveat.sources else None,
            )
            for caveat in caveats
        ),
        *_workshop(tables, documents),
        *_process(tables, documents),
    )


def _actions(tables: Tables, documents: Documents, statuses: tuple[ActionStatus, ...]) -> Iterator[Entry]:
    contexts = dict(zip(tables["actions"]["action_id"], tables["actions"]["context"], strict=True))
    inside: dict[int, list[str]] = {}
    for row in tables["items"].to_dict("records"):
        inside.setdefault(row["action_id"], []).append(row["text"])
    for status in statuses:
        title = f"Action {status.action_id} – {status.title}"
        words = [contexts[status.action_id], status.orientation, status.written, status.reason]
        words += inside.get(status.action_id, [])
        yield _entry("Actions", title, words, "fiche", status.action_id, status.source)
    for row in tables["context_items"].to_dict("records"):
        yield _entry(
            "Contenu des fiches",
            f"Action {row['action_id']} · Contexte",
            [row["text"], text(row["detail"]), text(row["territory_written"])],
            "fiche",
            row["action_id"],
            documents.source(row),
        )


def _items(tables: Tables, documents: Documents) -> Iterator[Entry]:
    cells: dict[tuple[int, str, int], list[str]] = {}
    for row in tables["item_cells"].to_dict("records"):
        cells.setdefault((row["action_id"], row["section"], row["rank"]), []).extend([row["text"], row["quote"]])
    for row in tables["items"].to_dict("records"):
        extra = cells.get((row["action_id"], row["section"], row["rank"]), [])
        yield _entry(
            "Contenu des fiches",
            f"Action {row['action_id']} · {SECTION_LABELS[row['section']]}",
            [row["text"], text(row["detail"]), text(row["territory_written"]), *extra],
            "fiche",
            row["action_id"],
            documents.source(row),
        )
    for row in tables["priority_territories"].to_dict("records"):
        yield _entry(
            "Contenu des fiches",
            f"Action {row['action_id']} · Territoires prioritaires",
            [row["written"]],
            "fiche",
            row["action_id"],
            documents.source(row),
        )


def _bodies(tables: Tables, documents: Documents) -> Iterator[Entry]:
    written: dict[str, list[str]] = {}
    for row in tables["body_aliases"].to_dict("records"):
        written.setdefault(row["body_id"], []).append(row["written"])
    labels = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["label"], strict=True))
    for row in tables["action_bodies"].drop_duplicates(["action_id", "role", "body_id"]).to_dict("records"):
        yield _entry(
            "Organismes",
            labels[row["body_id"]],
            [
                f"Action {row['action_id']} · {ROLE_LABELS[row['role']]}",
                text(row["service"]),
                *written.get(row["body_id"], []),
            ],
            "fiche",
            row["action_id"],
            documents.source(row),
        )


def _measures(tables: Tables) -> Iterator[Entry]:
    actions = {row["indicator_id"]: row["action_id"] for row in tables["indicators"].to_dict("records")}

    def action_of(indicator_id: str) -> int | None:
        number = text(actions[indicator_id])
        return int(float(number)) if number else None

    for observation in compute_observations(tables):
        value = f"{observation.value:g}" if observation.value < 1e6 else f"{observation.value:.0f}"
        high = "" if observation.value_high is None else f"{observation.value_high:g}"
        action_id = action_of(observation.indicator_id)
        yield _entry(
            "Indicateurs et valeurs",
            observation.label,
            [
                observation.source.quote,
                value,
                high,
                observation.unit,
                observation.definition,
                observation.territory,
                *(mention.quote for mention in observation.mentions),
            ],
            "fiche" if action_id else "sources",
            action_id,
            observation.source,
        )
    for target in compute_targets(tables):
        action_id = action_of(target.indicator_id)
        yield _entry(
            "Indicateurs et valeurs",
            f"Cible : {target.label}",
            [target.wording, target.source.quote],
            "fiche" if action_id else "sources",
            action_id,
            target.source,
        )


def _facts(tables: Tables, documents: Documents) -> Iterator[Entry]:
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    for row in tables["located_facts"].to_dict("records"):
        yield _entry(
            "Faits situés",
            f"{row['service']} – {row['territory_written']}",
            [FACT_STATE_LABELS[row["state"]], labels[row["territory_id"]], text(row["operator"])],
            "fiche",
            row["action_id"],
            documents.source(row),
        )


def _workshop(tables: Tables, documents: Documents) -> Iterator[Entry]:
    headings = dict(zip(tables["workshop_sections"]["section_id"], tables["workshop_sections"]["heading"], strict=True))
    for row in tables["workshop_items"].to_dict("records"):
        yield _entry(
            "Journée du 30 juin 2023",
            row["text"],
            [f"{headings[row['section_id']]} · note {row['rating']}, de 5 (idée la plus judicieuse) à 1"],
            "sources",
            None,
            documents.source(row),
        )
    for row in tables["workshop_notes"].to_dict("records"):
        yield _entry("Journée du 30 juin 2023", row["text"], [], "sources", None, documents.source(row))


def _process(tables: Tables, documents: Documents) -> Iterator[Entry]:
    group = "Calendrier, cadres et gouvernance"
    for row in tables["calendar"].to_dict("records"):
        yield _entry(
            group, row["label"], [text(row["decides"]), text(row["body"])], "calendrier", None, documents.source(row)
        )
    for row in tables["frames"].to_dict("records"):
        words = [text(row["acronym"]), text(row["carrier"]), text(row["state"])]
        yield _entry(group, row["label"], words, "calendrier", None, documents.source(row))
    for row in tables["governance_facts"].to_dict("records"):
        value = "" if row["value"] != row["value"] else f"{row['value']:g} {text(row['unit'])}"
        yield _entry(group, row["label"], [value, text(row["text"])], "calendrier", None, documents.source(row))


def find(index: tuple[Entry, ...], query: str) -> dict[str, list[Entry]]:
    """The entries that hold every word of `query`, by group; empty when nothing is asked."""
    asked = tokenise(query)
    found: dict[str, list[Entry]] = {}
    if not asked:
        return found
    for entry in index:
        if all(_holds(entry.tokens, token) for token in asked):
            found.setdefault(entry.group, []).append(entry)
    # What says the words in sight comes before what says them in its quote or its other names.
    return {group: sorted(found[group], key=lambda entry: _depth(entry, asked)) for group in GROUPS if group in found}


def _depth(entry: Entry, asked: list[str]) -> int:
    """0 when the title says every word, 1 when title and text do, 2 otherwise."""
    title = frozenset(tokenise(entry.title))
    if all(_holds(title, token) for token in asked):
        return 0
    shown = title | frozenset(tokenise(entry.words))
    return 1 if all(_holds(shown, token) for token in asked) else 2


def _holds(tokens: frozenset[str], asked: str) -> bool:
    if asked in tokens:
        return True
    return not asked[0].isdigit() and any(token.startswith(asked) for token in tokens)
