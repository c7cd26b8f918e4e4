"""A decision read again: what was decided, on what, and what became of it in its later versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.decision_panel import attached_words, ballot_words, how_words, moment, signed
from components.exports.decision_words import reworded_words
from components.formats import date, listing
from components.html import Html, element, joined
from components.table import html_table
from data.decision import (
    ACT_LABELS,
    ADOPTION_LABELS,
    MODALITY_LABELS,
    PROGRAMME_LABELS,
    SENSE_LABELS,
    Decision,
    Entry,
)
from data.evidence import Evidence
from data.model import READING_LABELS


def record_table(decision: Decision, names: Mapping[str, str], territories: Mapping[str, str]) -> Html:
    """Every field that holds something, in the order of the relevé. `names`: workshop items, code → words."""
    how = f" ({how_words(decision)})" if how_words(decision) else ""
    rows: list[tuple[str, str]] = [
        ("Sens", f"{SENSE_LABELS.get(decision.sense, decision.sense)}{how}"),
        ("Libellé", decision.wording),
        ("Intitulé jusque-là", decision.label_before if decision.sense == "reformulee" else ""),
        ("Nouvel intitulé", decision.label),
        ("Actions rattachées", attached_words(decision)),
        ("Effet", "une orientation au moins n'a plus d'action ; confirmé" if decision.emptying_confirmed else ""),
        ("Motif", decision.motive),
        ("Pilote", decision.pilot or "à désigner"),
        ("Copilotes", listing(list(decision.co_pilots))),
        ("Échéance", date(decision.due) if decision.due else "à fixer"),
        ("Programme", PROGRAMME_LABELS[decision.programme]),
        ("Modalité", MODALITY_LABELS.get(decision.modality, "")),
        (_whose(decision), READING_LABELS.get(decision.proposal_reading, "")),
        ("Écrit dans la fiche", decision.proposal_written),
        ("Territoires", listing([territories.get(code, code) for code in decision.scope])),
        ("Jalon", joined([decision.milestone, date(decision.milestone_on) if decision.milestone_on else None], ", ")),
        ("Indicateur", decision.indicator),
        ("Valeur de départ", decision.start_value),
        ("Cible", decision.target_value),
        ("Moyens humains", decision.means_fte),
        ("Moyens financiers", decision.means_euros),
        ("Acte à prendre", ACT_LABELS[decision.act]),
        ("Autorité", decision.act_authority),
        ("Date de l'acte", date(decision.act_on) if decision.act_on else ""),
        ("Conditions de réussite", " ; ".join(names.get(code, code) for code in decision.conditions)),
        ("Réserves", " ; ".join(f"{one.body} : {one.text}" for one in decision.reservations)),
        ("Adoption", f"{ADOPTION_LABELS[decision.adoption]}{ballot_words(decision)}"),
        ("Clause de revoyure", decision.review_clause),
        ("Version des données", decision.data_version),
    ]
    return html_table(
        f"Décision n°\u00a0{decision.number}",
        ("Champ", "Ce qui est décidé"),
        [row for row in rows if row[1]],
        pairs=True,
    )


def _whose(decision: Decision) -> str:
    """A proposal never goes without who wrote it."""
    authors = str(decision.evidence.get("authors") or "")
    return "Proposition de la fiche (2023)" + (f", rédigée par {authors}" if authors else "")


def versions_table(versions: Sequence[tuple[Entry, Decision]], undone: Sequence[bool]) -> Html:
    """Every version, the first one first: none replaces another."""
    rows = [
        [
            f"Version {entry.version}",
            "annulée en réunion" if taken_back else SENSE_LABELS.get(decision.sense, decision.sense),
            joined(
                [
                    element("p", words) if (words := reworded_words(decision)) else None,
                    decision.wording,
                    element("p", f"Motif : {decision.motive}", class_="sd-small") if decision.motive else None,
                ]
            ),
            decision.correction_reason,
            f"{signed(entry)}, {moment(entry.at)}",
        ]
        for (entry, decision), taken_back in zip(versions, undone, strict=True)
    ]
    return html_table(
        "Toutes les versions enregistrées sur cet objet",
        ("Version", "Sens", "Libellé", "Raison", "Enregistrée par"),
        rows,
    )


def frozen_words(evidence: Evidence, territories: Mapping[str, str]) -> Html:
    """What the evidence is: read as it stood, not as the tables say today."""
    at = dt.datetime.fromisoformat(evidence.frozen_at)
    said = [
        f"données version {evidence.data_version}",
        f"date de référence : {_day(evidence.reference_date)}" if evidence.reference_date else "",
        f"carte : {evidence.map_layer}" if evidence.map_layer else "",
        *(f"{name} : {territories.get(code, code)}" for name, code in evidence.filters),
    ]
    return element(
        "p",
        element("strong", "Ce qui était à l'écran. "),
        f"Figé le {moment(at)} ; {' ; '.join(part for part in said if part)}. "
        "Une correction faite depuis dans les données n'y change rien.",
        class_="sd-scope",
    )


def _day(written: str) -> str:
    try:
        return date(dt.date.fromisoformat(written))
    except ValueError:
        return written
