"""`caveats.yml` → caveats, their quotes, what they touch."""

from __future__ import annotations

from collections import defaultdict

from data.build.fiches import Rows
from data.build.measures import where
from data.build.reading import Sources
from data.model import CAVEAT_CATEGORIES, SEVERITIES

#: Field of a subject in the source → kind of subject in the table.
SUBJECTS = {
    "action": "action",
    "indicateur": "indicator",
    "observation": "observation",
    "territoire": "territory",
    "section": "section",
    "ensemble": "whole",
}


def build_caveats(sources: Sources) -> Rows:
    """Rows of caveats, caveat_quotes, caveat_subjects."""
    rows: Rows = defaultdict(list)
    for record in sources.many("caveats.yml"):
        caveat_id = record.text("id")
        rows["caveats"].append(
            {
                "caveat_id": caveat_id,
                "severity": record.choice("gravite", SEVERITIES),
                "category": record.choice("categorie", CAVEAT_CATEGORIES),
                "title": record.text("titre"),
                "statement": record.text("enonce"),
                "effect": record.text("effet"),
                "display": record.text("affichage"),
            }
        )
        for rank, entry in enumerate(record.records("citations"), start=1):
            rows["caveat_quotes"].append({"caveat_id": caveat_id, "rank": rank, **where(entry)})
            entry.close()
        subjects = record.records("sujets")
        if not subjects:
            record.fault(
                "sujets", "au moins un sujet est attendu : action, indicateur, territoire, section ou ensemble."
            )
        for entry in subjects:
            found = [(kind, entry.text(name, required=False)) for name, kind in SUBJECTS.items()]
            found = [(kind, value) for kind, value in found if value is not None]
            if len(found) != 1:
                entry.fault("sujets", "un sujet par ligne, parmi " + ", ".join(SUBJECTS) + ".")
            for kind, value in found:
                rows["caveat_subjects"].append(
                    {"caveat_id": caveat_id, "kind": kind, "subject": "*" if kind == "whole" else value}
                )
            entry.close()
        record.close()
    return rows
