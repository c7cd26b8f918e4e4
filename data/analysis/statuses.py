"""Where the sixteen actions stand, as their fiches propose; which orientations rest on one action. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from data.analysis.rows import Documents, Tables, records, text
from data.model import LINKS, READINGS, ActionStatus, TerritoryLink


@dataclass(frozen=True)
class OrientationBoard:
    """One orientation and its actions; `single`: it rests on one; `emptied`: every action is proposed to stop."""

    orientation_id: str
    label: str
    statuses: tuple[ActionStatus, ...]

    @property
    def single(self) -> bool:
        return len(self.statuses) == 1

    @property
    def emptied(self) -> bool:
        return all(status.reading == "arret" for status in self.statuses)


def compute_statuses(tables: Tables) -> tuple[ActionStatus, ...]:
    """The sixteen proposals, in order of action."""
    documents = Documents(tables)
    orientations = dict(zip(tables["orientations"]["orientation_id"], tables["orientations"]["label"], strict=True))
    labels = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["label"], strict=True))
    authors: dict[int, list[str]] = {}
    for row in records(tables["action_bodies"], role="author"):
        names = authors.setdefault(row["action_id"], [])
        if labels[row["body_id"]] not in names:
            names.append(labels[row["body_id"]])
    return tuple(
        ActionStatus(
            row["action_id"],
            row["title"],
            text(row["subtitle"]),
            row["orientation_id"],
            orientations[row["orientation_id"]],
            row["orientation_reason"],
            row["status_reading"],
            text(row["status_header"]),
            text(row["status_written"]),
            row["status_reason"],
            tuple(authors.get(row["action_id"], [])),
            documents.source(row),
        )
        for row in tables["actions"].to_dict("records")
    )


def compute_board(tables: Tables, statuses: tuple[ActionStatus, ...]) -> tuple[OrientationBoard, ...]:
    """The nine orientations in the order of the report, each with its actions."""
    return tuple(
        OrientationBoard(
            row["orientation_id"],
            row["label"],
            tuple(status for status in statuses if status.orientation_id == row["orientation_id"]),
        )
        for row in tables["orientations"].sort_values("rank").to_dict("records")
    )


def count_readings(statuses: tuple[ActionStatus, ...]) -> dict[str, int]:
    """Number of actions by proposed status, every status present (0 is a value)."""
    counts = Counter(status.reading for status in statuses)
    return {reading: counts[reading] for reading in READINGS}


def compute_links(tables: Tables, territory_id: str) -> dict[int, TerritoryLink]:
    """How each action concerns an arrondissement; empty for the département, which every action concerns."""
    documents = Documents(tables)
    return {
        row["action_id"]: TerritoryLink(
            row["link"], row["via"], bool(row["priority"]), row["basis"] == "deduced", documents.source(row)
        )
        for row in records(tables["action_arrondissements"], territory_id=territory_id)
    }


def describe_links(links: dict[int, TerritoryLink]) -> str:
    """How many actions cite the territory, include it unnamed, or cite others only: adds up to the actions."""
    numbers = {kind: [str(action) for action, link in sorted(links.items()) if link.link == kind] for kind in LINKS}

    def said(kind: str, words: str) -> str:
        listed = f" ({', '.join(numbers[kind])})" if numbers[kind] else ""
        return f"{words}\u00a0: {len(numbers[kind])}{listed}"

    priority = [str(action) for action, link in sorted(links.items()) if link.priority]
    among = f", dont {len(priority)} dans leurs territoires prioritaires" if priority else ", aucune en priorité"
    return (
        f"{said('cited', 'Actions qui le citent')}{among} ; {said('included', 'qui l’incluent sans le citer')} ; "
        f"{said('not_cited', 'qui citent d’autres territoires')}. « Non cité » ne veut pas dire « non couvert »."
    )
