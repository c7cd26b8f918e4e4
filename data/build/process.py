"""Calendar, neighbouring frames, governance, votes, and the workshop day of 30 June 2023."""

from __future__ import annotations

from collections import defaultdict

from data.build.fiches import Rows
from data.build.measures import where
from data.build.reading import Record, Sources
from data.build.workshop import build_workshop_links
from data.model import PRECISIONS

#: Field of a vote in the source → column of the table.
VOTE_FIELDS = {
    "presents": "present",
    "procurations": "proxies",
    "votants": "voters",
    "abstentions": "abstentions",
    "exprimes": "cast",
    "majorite": "majority",
    "pour": "for",
    "contre": "against",
    "membres": "members",
    "absents_sans_procuration": "absent",
    "non_participants": "not_voting",
}


def _span(record: Record) -> dict[str, object]:
    """Start and end with one stated precision; a period's bounds are as precise as they are written."""
    start, end = record.date("debut"), record.date("fin")
    precision = record.choice("precision", PRECISIONS, required=False) or "undated"
    if start is not None and precision == "undated":
        record.fault("precision", "une date est donnée : dites sa précision (day, month, year ou period).")
    return {
        "start": start,
        "start_precision": precision if start is not None else "undated",
        "end": end,
        "end_precision": precision if end is not None else "undated",
        "date_written": record.text("date_ecrite", required=False),
    }


def build_process(sources: Sources) -> Rows:
    """Rows of calendar, frames, frame_actions, governance_facts, votes."""
    rows: Rows = defaultdict(list)
    calendar = sources.one("calendar.yml")
    for record in calendar.records("etapes"):
        rows["calendar"].append(
            {
                "step_id": record.text("id"),
                "label": record.text("libelle"),
                "body": record.text("instance", required=False),
                "decides": record.text("decide", required=False),
                "state": record.choice("etat", ("fait", "prevu")),
                "kind": record.text("nature"),
                **_span(record),
                **where(record),
            }
        )
        record.close()
    for record in calendar.records("cadres"):
        frame_id = record.text("id")
        rows["frames"].append(
            {
                "frame_id": frame_id,
                "label": record.text("libelle"),
                "acronym": record.text("sigle", required=False),
                "carrier": record.text("porteur", required=False),
                "state": record.text("etat", required=False),
                **_span(record),
                **where(record),
            }
        )
        for action_id in record.whole_list("actions"):
            rows["frame_actions"].append({"frame_id": frame_id, "action_id": action_id})
        record.close()
    calendar.close()
    governance = sources.one("governance.yml")
    for record in governance.records("faits"):
        rows["governance_facts"].append(
            {
                "fact_id": record.text("id"),
                "label": record.text("libelle"),
                "value": record.number("valeur"),
                "value_high": record.number("valeur_haute"),
                "unit": record.text("unite", required=False),
                "text": record.text("texte", required=False),
                **where(record),
            }
        )
        record.close()
    for record in governance.records("votes"):
        vote_id = record.text("id")
        _read_vote_details(record, vote_id, rows)
        rows["votes"].append(
            {
                "vote_id": vote_id,
                "object": record.text("objet"),
                "body": record.text("instance"),
                "date": record.date("date"),
                "date_precision": "day",
                **{column: record.whole(name, required=True) for name, column in VOTE_FIELDS.items()},
                **where(record),
            }
        )
        record.close()
    governance.close()
    return rows


def _read_vote_details(record: Record, vote_id: str | None, rows: Rows) -> None:
    """How each group voted, and the exact words of each result."""
    provenance = {"document_id": record.text("document"), "place": record.text("lieu")}
    for entry in record.records("groupes"):
        rows["vote_groups"].append(
            {
                "vote_id": vote_id,
                "group": entry.text("groupe"),
                "vote": entry.choice("vote", ("pour", "contre", "abstention")),
                "voters": entry.whole("nombre"),
                "quote": entry.quote(),
                **provenance,
            }
        )
        entry.close()
    for entry in record.records("resultats"):
        rows["vote_results"].append(
            {
                "vote_id": vote_id,
                "result": VOTE_FIELDS.get(entry.choice("champ", tuple(VOTE_FIELDS)) or ""),
                "quote": entry.quote(),
                **provenance,
            }
        )
        entry.close()


def build_workshop(sources: Sources) -> Rows:
    """Rows of workshop_sections, workshop_items, workshop_notes."""
    rows: Rows = defaultdict(list)
    document = sources.one("workshop_sections.yml")
    for record in document.records("rubriques"):
        rows["workshop_sections"].append(
            {
                "section_id": record.text("id"),
                "kind": record.choice("nature", ("dimension", "levier", "autres")),
                "rank": record.whole("rang", required=True),
                "heading": record.text("titre"),
                "annex_wording": record.text("annexe", required=False),
                "reformulation": record.text("reformulation", required=False),
                "reformulation_quote": record.quote("citation_reformulation", required=False),
                "explanation": record.text("explication", required=False),
                "document_id": "bilan",
                "place": "journée du 30 juin 2023",
                "quote": record.quote(),
            }
        )
        record.close()
    for record in document.records("annexe"):
        kind, rank = record.choice("liste", ("dimensions", "leviers")), record.whole("rang", required=True)
        rows["workshop_notes"].append(
            {
                "note_id": f"{kind}-{rank}",
                "kind": kind,
                "rank": rank,
                "section_id": record.text("rubrique"),
                "text": record.text("texte"),
                "document_id": "bilan",
                "place": "annexe",
                "quote": record.quote(),
            }
        )
        record.close()
    for record in document.records("notions"):
        rank = record.whole("rang", required=True)
        rows["workshop_notes"].append(
            {
                "note_id": f"notion-{rank}",
                "kind": "notion",
                "rank": rank,
                "term": record.text("terme"),
                "year": record.whole("annee"),
                "text": record.text("texte"),
                **where(record),
            }
        )
        record.close()
    for name, words in (("bareme", "libelle"), ("origine_du_cadre", "texte")):
        record = document.record(name)
        if record is None:
            document.fault(name, "ce bloc est attendu.")
            continue
        for bound in ("haut", "bas"):
            record.whole(bound, required=name == "bareme")
        rows["workshop_notes"].append(
            {"note_id": name, "kind": name, "rank": 1, "text": record.text(words), **where(record)}
        )
        record.close()
    document.close()
    findings = build_workshop_links(sources, rows)
    for record in sources.lines("workshop.csv", ("rubrique", "rang", "texte", "note", "citation")):
        section_id, rank = record.text("rubrique"), record.whole("rang", required=True)
        item_id = f"{section_id}-{rank}"
        rows["workshop_items"].append(
            {
                "item_id": item_id,
                "section_id": section_id,
                "rank": rank,
                "text": record.text("texte"),
                "rating": record.whole("note", required=True),
                "nature": "constat" if item_id in findings else "proposition",
                "nature_reason": findings.get(item_id),
                "document_id": "bilan",
                "place": "journée du 30 juin 2023",
                "quote": record.quote(),
            }
        )
        record.close()
    return rows
