"""What is declared of each indicator, before any value: from the tables, or from the import that brings it. Pure."""

from __future__ import annotations

from collections import defaultdict

from data.analysis.rows import Tables, text, whole
from data.trend import ImportedEdition, ImportedValue, Indicator


def declared_indicators(tables: Tables) -> dict[str, Indicator]:
    """Every indicator of the tables, without its values: id → indicator."""
    orientations, compared, subjects = defaultdict(list), defaultdict(list), defaultdict(dict)
    for row in tables["indicator_orientations"].to_dict("records"):
        orientations[row["indicator_id"]].append(row["orientation_id"])
    for row in tables["indicator_comparisons"].to_dict("records"):
        compared[row["indicator_id"]].append(row["compared_id"])
        compared[row["compared_id"]].append(row["indicator_id"])
    of_value = dict(zip(tables["observations"]["observation_id"], tables["observations"]["indicator_id"], strict=True))
    of_target = dict(zip(tables["targets"]["target_id"], tables["targets"]["indicator_id"], strict=True))
    for row in tables["subject_figures"].to_dict("records"):
        known = of_value.get(row["observation_id"]) or of_target.get(row["target_id"])
        subjects[known][row["subject_id"]] = None
    return {
        row["indicator_id"]: Indicator(
            indicator_id=row["indicator_id"],
            label=row["label"],
            definition=row["definition"],
            unit=row["unit"],
            direction=row["direction"],
            kind=row["kind"],
            origin=row["origin"],
            orientations=tuple(orientations[row["indicator_id"]]),
            action_id=whole(row["action_id"]),
            attributable=bool(row["attributable"]),
            publisher=text(row["publisher"]),
            level=row["level"],
            frequency=row["frequency"],
            note=text(row["note"]),
            standard=bool(row["standard"]),
            restarts_yearly=bool(row["restarts_yearly"]),
            subjects=tuple(subjects[row["indicator_id"]]),
            compares=tuple(dict.fromkeys(compared[row["indicator_id"]])),
            comparison=text(row["comparison"]),
        )
        for row in tables["indicators"].to_dict("records")
    }


def undeclared_indicator(indicator_id: str, value: ImportedValue, edition: ImportedEdition) -> Indicator:
    """An indicator that only an import knows."""
    return Indicator(
        indicator_id=indicator_id,
        label=value.label,
        definition=value.definition or value.described or "Définition non donnée par le fichier.",
        unit=value.unit,
        direction="neutral",
        kind="context",
        origin="import",
        orientations=(),
        action_id=None,
        attributable=False,
        publisher=edition.publisher,
        level="departement",
        frequency="unknown",
        note="Absent du catalogue : rattaché à aucune orientation, ce n'est pas un résultat du schéma.",
        restarts_yearly="depuis le 1er janvier" in value.label.lower(),
    )
