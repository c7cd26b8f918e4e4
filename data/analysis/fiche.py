"""Everything one fiche-action says, from the tables. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from data.analysis.caveats import caveats_of_action
from data.analysis.measures import compute_observations, compute_targets
from data.analysis.rows import Documents, Tables, records, text, whole
from data.model import LEVER_COLUMNS, SECTIONS, ActionStatus, BodyRole, Caveat, Fiche, Item, Section


def compute_fiche(
    tables: Tables, action_id: int, statuses: tuple[ActionStatus, ...], caveats: tuple[Caveat, ...]
) -> Fiche:
    """The fiche of one action. `statuses` and `caveats` are those of the whole data set."""
    documents = Documents(tables)
    action = next(records(tables["actions"], action_id=action_id))
    indicators = frozenset(row["indicator_id"] for row in records(tables["indicators"], action_id=action_id))
    return Fiche(
        status=next(status for status in statuses if status.action_id == action_id),
        context=action["context"],
        context_source=documents.source(action | {"place": f"fiche {action_id} · contexte"}, "context_quote"),
        context_items=tuple(
            Item(row["text"], text(row["detail"]), None, "", "", text(row["territory_written"]), documents.source(row))
            for row in records(tables["context_items"], action_id=action_id)
        ),
        sub_actions_announced=whole(action["sub_actions_announced"]),
        bodies=_bodies(tables, documents, action_id),
        priority_territories=tuple(
            (row["written"], row["scope"], documents.source(row))
            for row in records(tables["priority_territories"], action_id=action_id)
        ),
        sections=_sections(tables, documents, action_id),
        observations=compute_observations(tables, indicators),
        targets=compute_targets(tables, indicators),
        caveats=caveats_of_action(caveats, action_id, indicators),
    )


def _bodies(tables: Tables, documents: Documents, action_id: int) -> tuple[BodyRole, ...]:
    labels = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["label"], strict=True))
    parents = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["parent_id"], strict=True))
    return tuple(
        BodyRole(
            row["role"],
            labels[row["body_id"]],
            text(parents[row["body_id"]]) or row["body_id"],
            row["written"],
            text(row["service"]),
            whole(row["sub_action_rank"]),
            " ".join(
                part
                for part in (
                    f"depuis {text(row['since'])}" if text(row["since"]) else "",
                    f"jusqu'à {text(row['until'])}" if text(row["until"]) else "",
                )
                if part
            ),
            text(row["note"]),
            documents.source(row),
        )
        for row in records(tables["action_bodies"], action_id=action_id)
    )


def _sections(tables: Tables, documents: Documents, action_id: int) -> tuple[Section, ...]:
    cells: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in records(tables["item_cells"], action_id=action_id):
        cells[row["section"], row["rank"]].append((row["column"], row["text"], documents.source(row)))
    children: dict[tuple[str, int | None], list[dict[str, Any]]] = defaultdict(list)
    for row in records(tables["items"], action_id=action_id):
        children[row["section"], whole(row["parent_rank"])].append(row)

    def items(section: str, parent: int | None) -> tuple[Item, ...]:
        return tuple(
            Item(
                row["text"],
                text(row["detail"]),
                whole(row["sub_action_rank"]),
                text(row["status_written"]),
                text(row["status_reading"]),
                text(row["territory_written"]),
                documents.source(row),
                tuple(sorted(cells[section, row["rank"]], key=lambda cell: LEVER_COLUMNS.index(cell[0]))),
                items(section, row["rank"]),
            )
            for row in children[section, parent]
        )

    columns = tables["lever_columns"]
    printed = tuple(columns.loc[columns["action_id"] == action_id].sort_values("rank")["column"])
    states = {row["section"]: row for row in records(tables["sections"], action_id=action_id)}
    return tuple(
        Section(
            name,
            states[name]["state"],
            text(states[name]["lead"]),
            documents.source(states[name]),
            items(name, None),
            printed if name == "actions_menees" else (),
        )
        for name in SECTIONS
    )
