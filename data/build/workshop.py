"""`workshop_links.yml` → what is shown together of the workshop day: near wordings, and passages that say otherwise."""

from __future__ import annotations

from data.build.fiches import Rows
from data.build.measures import where
from data.build.reading import Record, Sources

FILE = "workshop_links.yml"


def build_workshop_links(sources: Sources, rows: Rows) -> dict[str, str]:
    """Add the rows of groups and tensions; return the items read as findings: item → reason.

    An item that does not exist is refused by the contract's foreign keys, which name it; a finding is checked here.
    """
    document = sources.one(FILE)
    known = {
        f"{record.text('rubrique')}-{record.text('rang')}"
        for record in sources.lines("workshop.csv", ("rubrique", "rang", "texte", "note", "citation"))
    }
    findings = {}
    for record in document.records("constats"):
        item = record.choice("proposition", sorted(known))
        findings[str(item)] = str(record.text("raison"))
        record.close()
    for rank, record in enumerate(document.records("rapprochements"), start=1):
        group_id = record.text("id")
        rows["workshop_groups"].append(
            {
                "group_id": group_id,
                "rank": rank,
                "title": record.text("titre"),
                "reason": record.text("raison"),
            }
        )
        items = _items(record, known, at_least=2)
        rows["workshop_group_items"] += [{"group_id": group_id, "item_id": item} for item in items]
        record.close()
    for rank, record in enumerate(document.records("tensions"), start=1):
        tension_id = record.text("id")
        rows["workshop_tensions"].append(
            {
                "tension_id": tension_id,
                "rank": rank,
                "title": record.text("titre"),
                "question": record.text("question"),
            }
        )
        items = _items(record, known, at_least=1)
        rows["workshop_tension_items"] += [{"tension_id": tension_id, "item_id": item} for item in items]
        _passages(record, tension_id, rows)
        record.close()
    document.close()
    return findings


def _items(record: Record, known: set[str], at_least: int) -> list[str]:
    items = record.text_list("propositions", sorted(known))
    if len(set(items)) < at_least or len(set(items)) != len(items):
        record.fault("propositions", f"au moins {at_least} proposition(s), chacune une seule fois.")
    return list(dict.fromkeys(items))


def _passages(record: Record, tension_id: str | None, rows: Rows) -> None:
    passages = record.records("passages")
    if not passages:
        record.fault("passages", "au moins un passage des documents est attendu.")
    for rank, passage in enumerate(passages, start=1):
        rows["workshop_tension_quotes"].append(
            {
                "tension_id": tension_id,
                "rank": rank,
                "action_id": passage.whole("action"),
                "text": passage.text("texte"),
                **where(passage),
            }
        )
        passage.close()
