"""`subjects.yml` and `claims.yml` → figures that look alike, and statements without a measure."""

from __future__ import annotations

from collections import defaultdict

from data.build.fiches import Rows
from data.build.measures import where
from data.build.reading import Sources


def build_subjects(sources: Sources) -> Rows:
    """Rows of subjects, subject_figures, claims."""
    rows: Rows = defaultdict(list)
    for rank, record in enumerate(sources.many("subjects.yml"), start=1):
        subject_id = record.text("id")
        rows["subjects"].append(
            {
                "subject_id": subject_id,
                "rank": rank,
                "label": record.text("libelle"),
                "question": record.text("question"),
                "sentence": record.text("phrase"),
            }
        )
        for place, entry in enumerate(record.records("chiffres"), start=1):
            observation_id, target_id = entry.text("valeur", required=False), entry.text("cible", required=False)
            if (observation_id is None) == (target_id is None):
                entry.fault("valeur", "une valeur ou une cible est attendue, l'une des deux.")
            rows["subject_figures"].append(
                {
                    "subject_id": subject_id,
                    "rank": place,
                    "observation_id": observation_id,
                    "target_id": target_id,
                    "producer": entry.text("producteur"),
                    "definition": entry.text("definition"),
                    "funder": entry.text("financeur", required=False),
                }
            )
            entry.close()
        record.close()
    for record in sources.many("claims.yml"):
        rows["claims"].append(
            {
                "claim_id": record.text("id"),
                "action_id": record.whole("action"),
                "statement": record.text("enonce"),
                "needs": record.text("manque"),
                "indicator_id": record.text("mesure", required=False),
                **where(record),
            }
        )
        record.close()
    return rows
