"""The workshop day of 30 June 2023: a ranking inside each section, what is near, what the documents say. Pure."""

from __future__ import annotations

from collections import Counter
from typing import Any

from data.analysis.rows import Documents, Tables, records, text, whole
from data.workshop import (
    SECTION_KIND_LABELS,
    SECTION_KINDS,
    ItemGroup,
    Passage,
    RatedItem,
    Tension,
    Workshop,
    WorkshopSection,
)


def _label(row: dict[str, Any]) -> str:
    """« Dimension 3 · La dimension temporelle »: the annex's wording, without its brackets."""
    if row["kind"] == "autres":
        return SECTION_KIND_LABELS["autres"]
    wording = text(row["annex_wording"]).split(" (")[0].split(", dont ")[0]
    first, _, rest = wording.partition(" ; ")
    joined = f"{first} et {rest[:1].lower()}{rest[1:]}" if rest else first
    return f"{SECTION_KIND_LABELS[row['kind']]} {row['rank']} · {joined}"


def _items(tables: Tables, documents: Documents, section: dict[str, Any], label: str) -> tuple[RatedItem, ...]:
    """The lines of a section, highest rating first; equal ones in the order of the document, sharing their place."""
    rows = sorted(
        records(tables["workshop_items"], section_id=section["section_id"]),
        key=lambda row: (-row["rating"], row["rank"]),
    )
    tied = Counter(row["rating"] for row in rows)
    places = {rating: place for place, rating in enumerate(sorted(tied, reverse=True), start=1)}
    return tuple(
        RatedItem(
            row["item_id"],
            row["section_id"],
            label,
            row["text"],
            int(row["rating"]),
            places[row["rating"]],
            tied[row["rating"]],
            row["nature"],
            text(row["nature_reason"]),
            documents.source(row),
        )
        for row in rows
    )


def compute_workshop(tables: Tables) -> Workshop:
    """The whole day, from its tables."""
    documents = Documents(tables)
    rows = sorted(
        tables["workshop_sections"].to_dict("records"),
        key=lambda row: (SECTION_KINDS.index(row["kind"]) if row["kind"] != "autres" else 9, row["rank"]),
    )
    sections = []
    for row in rows:
        label = _label(row)
        sections.append(
            WorkshopSection(
                row["section_id"],
                row["kind"],
                label,
                row["heading"],
                text(row["explanation"]),
                text(row["reformulation"]),
                _items(tables, documents, row, label),
                documents.source(row),
                documents.source(row, "reformulation_quote") if text(row["reformulation"]) else None,
            )
        )
    known = {item.item_id: item for section in sections for item in section.items}

    def among(table: str, key: str, code: str) -> tuple[RatedItem, ...]:
        chosen = {row["item_id"] for row in records(tables[table], **{key: code})}
        return tuple(item for item in known.values() if item.item_id in chosen)

    return Workshop(
        tuple(sections),
        tuple(
            ItemGroup(
                row["group_id"],
                row["title"],
                row["reason"],
                among("workshop_group_items", "group_id", row["group_id"]),
            )
            for row in tables["workshop_groups"].sort_values("rank").to_dict("records")
        ),
        tuple(
            Tension(
                row["tension_id"],
                row["title"],
                row["question"],
                among("workshop_tension_items", "tension_id", row["tension_id"]),
                tuple(
                    Passage(whole(passage["action_id"]), passage["text"], documents.source(passage))
                    for passage in records(tables["workshop_tension_quotes"], tension_id=row["tension_id"])
                ),
            )
            for row in tables["workshop_tensions"].sort_values("rank").to_dict("records")
        ),
        tuple(
            (row["kind"], text(row["term"]), row["text"], documents.source(row))
            for row in tables["workshop_notes"].sort_values(["kind", "rank"]).to_dict("records")
        ),
    )


def condition_choices(workshop: Workshop, action_id: int | None = None) -> dict[str, str]:
    """What a decision may take as « conditions de réussite »: item → « Dimension 3 · … : proposition (rang 1) ».

    The lines set beside a passage of this action's fiche come first, then the others in the order of the document.
    The code is what `data.decision.Decision.conditions` keeps.
    """
    near = {
        item.item_id
        for tension in workshop.tensions
        if action_id is not None and any(passage.action_id == action_id for passage in tension.passages)
        for item in tension.items
    }
    ordered = sorted(workshop.items, key=lambda item: item.item_id not in near)
    return {item.item_id: describe_condition(item) for item in ordered}


def describe_condition(item: RatedItem) -> str:
    """One line: where it stands in its section, never a bare rating."""
    place = "1er rang" if item.place == 1 else f"{item.place}e rang"
    return f"{item.text} ({item.section}, {place})"


def conditions_of(workshop: Workshop, codes: tuple[str, ...]) -> tuple[RatedItem, ...]:
    """The lines kept by a decision, in its order; a code that no longer exists is left out."""
    known = {item.item_id: item for item in workshop.items}
    return tuple(known[code] for code in codes if code in known)


def near_items(workshop: Workshop) -> dict[str, tuple[RatedItem, ...]]:
    """Item → the other lines said to be near it, each once."""
    near: dict[str, dict[str, RatedItem]] = {}
    for group in workshop.groups:
        for item in group.items:
            others = {other.item_id: other for other in group.items if other.item_id != item.item_id}
            near.setdefault(item.item_id, {}).update(others)
    return {item: tuple(others.values()) for item, others in near.items()}
