"""The head of an orientation's dossier: its words, and three lines that never mix: decided, prepared, proposed."""

from __future__ import annotations

from collections.abc import Callable

from components.board import key_sentences
from components.dossier_words import NOTE, decided_words, opening_sentences, origin_words, prepared_words
from components.exports.decision_words import number_words, reworded_words
from components.grid import result_badge
from components.html import Html, element, joined
from components.links import link_to
from components.programmes import tags_block
from components.source import source_details
from components.table import html_table
from data.deciding.orientations import Preparation
from data.decision import SENSE_LABELS, Entry, Meeting
from data.orientation_dossier import Dossier, Version
from data.orientation_grid import ORIENTATIONS

When = Callable[[Entry], str]


def dossier_head(dossier: Dossier, grid: str) -> Html:
    """What it is called, where it stands, what is proposed. `grid`: the link to its examination."""
    printed = (
        element(
            "p",
            element("strong", "Intitulé 2017-2023 : "),
            element("q", dossier.printed, class_="sd-quote"),
            source_details(dossier.printed_source) if dossier.printed_source else None,
            class_="sd-small",
        )
        if dossier.printed
        else element("p", origin_words(dossier), class_="sd-small")
    )
    return element(
        "section",
        element("h2", dossier.name),
        printed,
        element(
            "dl",
            *_standing("Décidé à ce jour", decided_words(dossier)),
            *_standing("En préparation, non décidé", prepared_words(dossier.prepared, dossier.decision)),
            *(_standing(NOTE, dossier.note) if dossier.note else ()),
            *_standing("La grille propose, non décidé", _proposed(dossier, grid)),
            class_="sd-standing",
        ),
        tags_block(dossier.tags),
        key_sentences([joined([words]) for words in opening_sentences(dossier)]),
        class_="sd-dossier",
    )


def _standing(name: str, words: str) -> tuple[Html, Html]:
    return element("dt", name), element("dd", words)


def _proposed(dossier: Dossier, grid: str) -> Html:
    if dossier.grid is None:
        return joined(["Plus examinée : elle n'est plus au schéma."])
    return joined(
        [
            result_badge(dossier.grid.result.code, ORIENTATIONS),
            Html(" "),
            dossier.grid.sentence,
            Html(" "),
            element("a", "Voir les cinq questions", href=grid),
        ]
    )


def history_table(versions: tuple[Version, ...], meetings: dict[str, Meeting], when: When) -> Html:
    """Every decision it was the object of, the first one first: nothing is ever taken out."""
    if not versions:
        return element("p", element("strong", "Aucune décision n'a encore été prise sur cette orientation."))
    rows = []
    for place, one in enumerate(versions):
        decision = one.decision
        state = "Reprise en réunion : ne vaut plus" if one.undone else "Remplacée depuis"
        if place == len(versions) - 1 and not one.undone:
            state = "En vigueur"
        rows.append(
            [
                joined(
                    [
                        element(
                            "a",
                            number_words(decision, meetings.get(decision.meeting_id)),
                            href=link_to("decision", decision=decision.decision_id),
                        ),
                        element("span", when(one.entry), class_="sd-detail sd-small"),
                    ]
                ),
                element("strong", SENSE_LABELS[decision.sense]),
                joined(
                    [
                        element("p", words) if (words := reworded_words(decision, one.before)) else None,
                        decision.wording,
                        element("p", f"Motif : {decision.motive}", class_="sd-small") if decision.motive else None,
                        element("p", f"Correction : {decision.correction_reason}", class_="sd-small")
                        if decision.correction_reason
                        else None,
                    ]
                ),
                state,
            ]
        )
    columns = ("Décision", "Sens", "Intitulé et phrase adoptée", "État")
    return html_table("Toutes les décisions sur cette orientation, dans l'ordre", columns, rows)


def history_block(
    versions: tuple[Version, ...],
    meetings: dict[str, Meeting],
    prepared: tuple[tuple[Entry, Preparation], ...],
    when: When,
) -> Html:
    """Every decision, then every preparation, apart."""
    return joined([history_table(versions, meetings, when), preparations_block(prepared, when)])


def preparations_block(history: tuple[tuple[Entry, Preparation], ...], when: When) -> Html | None:
    """The successive preparations, folded: what was put forward, never decided."""
    if not history:
        return None
    return element(
        "details",
        element("summary", f"Préparations successives, non décidées ({len(history)})"),
        element(
            "ol",
            *(
                element(
                    "li",
                    "création abandonnée" if draft.dropped else prepared_words(draft),
                    element("p", f"{NOTE} : {draft.note}", class_="sd-small") if draft.note else None,
                    element("span", when(entry), class_="sd-detail sd-small"),
                )
                for entry, draft in history
            ),
        ),
        class_="sd-provenance",
    )
