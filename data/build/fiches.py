"""The sixteen fiches-actions → actions, sections, items, cells, bodies by role, priority territories."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from data.build.reading import Record, Sources
from data.model import LEVER_COLUMNS, READINGS, SCOPES, SECTIONS, STATES

Rows = dict[str, list[dict[str, object]]]

#: How a section is named in a fact's place, as the document prints it.
PLACES = {
    "objectifs": "objectifs",
    "sous_actions": "sous-actions",
    "situation": "situation à mi-2023",
    "actions_menees": "actions menées",
    "besoins": "besoins prioritaires",
    "perspectives": "perspectives",
}


@dataclass
class _Fiche:
    """One fiche being read: where its rows go, and how its places are named."""

    action_id: int
    resolve_body: dict[str, str]
    rows: Rows = field(default_factory=lambda: defaultdict(list))

    def where(self, part: str) -> dict[str, object]:
        return {"document_id": "bilan", "place": f"fiche {self.action_id} · {part}"}


def build_fiches(sources: Sources, body_of: dict[str, str]) -> Rows:
    """Rows of the tables that come from `fiches/*.yml`; `body_of` maps a written body to its id."""
    rows: Rows = defaultdict(list)
    sources.expect_only("fiches", (f"{number:02d}.yml" for number in range(1, 17)))
    for number in range(1, 17):
        record = sources.one(f"fiches/{number:02d}.yml")
        if not record.values:
            continue
        if record.whole("action", required=True) != number:
            record.fault("action", f"le numéro {number} est attendu dans ce fichier.")
        fiche = _Fiche(number, body_of)
        _read_action(record, fiche)
        _read_bodies(record, fiche)
        _read_priorities(record, fiche)
        _read_context(record, fiche)
        _read_sections(record, fiche)
        record.close()
        for table, found in fiche.rows.items():
            rows[table].extend(found)
    return rows


def _read_action(record: Record, fiche: _Fiche) -> None:
    row: dict[str, object] = {
        "action_id": fiche.action_id,
        "title": record.text("titre"),
        "subtitle": record.text("sous_titre", required=False),
        "orientation_id": record.text("orientation"),
        "orientation_basis": "déduite",
        "orientation_reason": record.text("orientation_raison"),
        "context": record.text("contexte"),
        "context_quote": record.quote("contexte_citation"),
        "sub_actions_announced": record.whole("sous_actions_annoncees"),
        **fiche.where("perspectives"),
    }
    status = record.record("statut")
    if status is None:
        record.fault("statut", "le statut proposé est attendu.")
    else:
        reading = status.choice("lecture", READINGS)
        row |= {
            "status_header": status.text("entete", required=False),
            "status_written": status.text("ecrit", required=reading != "non_renseigne"),
            "status_reading": reading,
            "status_reason": status.text("raison"),
            "quote": status.quote(required=reading != "non_renseigne"),
        }
        status.close()
    fiche.rows["actions"].append(row)


def _read_bodies(record: Record, fiche: _Fiche) -> None:
    for name, role, part in (
        ("redacteurs", "author", "fiche élaborée par"),
        ("pilotes", "pilot", "pilotage"),
        ("partenaires", "partner", "partenaires"),
    ):
        entries = record.records(name)
        if not entries:
            record.fault(name, "au moins un organisme est attendu.")
        seen: set[tuple[str, int | None]] = set()
        for entry in entries:
            written = entry.text("organisme") or ""
            body_id = fiche.resolve_body.get(written)
            if written and body_id is None:
                entry.fault(
                    "organisme", f"« {written} » n'est pas dans bodies.yml : ajoutez cette écriture à un organisme."
                )
            shared: dict[str, object] = {
                "action_id": fiche.action_id,
                "role": role,
                "body_id": body_id,
                "written": written,
                "service": entry.text("service", required=False),
                "since": entry.text("depuis", required=False),
                "until": entry.text("jusqu_a", required=False),
                "note": entry.text("note", required=False),
                "quote": entry.quote(),
                **fiche.where(part),
            }
            ranks: list[int | None] = [*entry.whole_list("sous_actions")]
            for rank in ranks or [None]:
                # A body written twice on one line (« Etat », then one of its services) is one row.
                if body_id is not None and (body_id, rank) not in seen:
                    seen.add((body_id, rank))
                    fiche.rows["action_bodies"].append(shared | {"sub_action_rank": rank})
            entry.close()


def _read_priorities(record: Record, fiche: _Fiche) -> None:
    for rank, entry in enumerate(record.records("territoires_prioritaires"), start=1):
        fiche.rows["priority_territories"].append(
            {
                "action_id": fiche.action_id,
                "rank": rank,
                "written": entry.text("ecrit"),
                "scope": entry.choice("portee", SCOPES),
                "quote": entry.quote(),
                **fiche.where("territoires prioritaires"),
            }
        )
        entry.close()


def _read_context(record: Record, fiche: _Fiche) -> None:
    for rank, entry in enumerate(record.records("contexte_points"), start=1):
        fiche.rows["context_items"].append(
            {
                "action_id": fiche.action_id,
                "rank": rank,
                "text": entry.text("texte"),
                "detail": entry.text("detail", required=False),
                "territory_written": entry.text("territoire", required=False),
                "quote": entry.quote(),
                **fiche.where("contexte"),
            }
        )
        entry.close()


def _read_sections(record: Record, fiche: _Fiche) -> None:
    sections = record.record("sections")
    if sections is None:
        record.fault("sections", f"les six rubriques sont attendues : {', '.join(SECTIONS)}.")
        return
    for name in SECTIONS:
        section = sections.record(name)
        if section is None:
            sections.fault(name, "cette rubrique est attendue, avec son état.")
            continue
        state = section.choice("etat", STATES)
        items = section.records("items")
        if state == "filled" and not items:
            section.fault("items", "une rubrique remplie a au moins un élément.")
        if state in {"empty", "absent", "none_stated"} and items:
            section.fault("etat", "une rubrique qui a des éléments est « filled ».")
        fiche.rows["sections"].append(
            {
                "action_id": fiche.action_id,
                "section": name,
                "state": state,
                "lead": section.text("chapeau", required=False),
                "quote": section.quote(required=state == "none_stated"),
                **fiche.where(PLACES[name]),
            }
        )
        if name == "actions_menees":
            for order, column in enumerate(section.text_list("colonnes", LEVER_COLUMNS), start=1):
                fiche.rows["lever_columns"].append({"action_id": fiche.action_id, "column": column, "rank": order})
        rank = 0
        for item in items:
            rank = _read_item(item, fiche, name, rank + 1, None)
        section.close()
    sections.close()


def _read_item(item: Record, fiche: _Fiche, section: str, rank: int, parent: int | None) -> int:
    """Add an item and what it contains; return the last rank used."""
    written = item.text("statut_ecrit", required=False)
    fiche.rows["items"].append(
        {
            "action_id": fiche.action_id,
            "section": section,
            "rank": rank,
            "text": item.text("texte"),
            "detail": item.text("detail", required=False),
            "parent_rank": parent,
            "sub_action_rank": item.whole("sous_action"),
            "status_written": written,
            "status_reading": item.choice("statut_lecture", READINGS, required=written is not None),
            "territory_written": item.text("territoire", required=False),
            "quote": item.quote(),
            **fiche.where(PLACES[section]),
        }
    )
    cells = item.record("cellules")
    if cells is not None:
        for column in LEVER_COLUMNS:
            cell = cells.record(column)
            if cell is not None:
                fiche.rows["item_cells"].append(
                    {
                        "action_id": fiche.action_id,
                        "section": section,
                        "rank": rank,
                        "column": column,
                        "text": cell.text("texte"),
                        "quote": cell.quote(),
                        **fiche.where(PLACES[section]),
                    }
                )
                cell.close()
        cells.close()
    last = rank
    for point in item.records("points"):
        last = _read_item(point, fiche, section, last + 1, rank)
    item.close()
    return last
