"""`droit.yml` → legal texts, delays, elections, requirements: each says what was read of its text and what was not."""

from __future__ import annotations

from collections import defaultdict

from data.build.fiches import Rows
from data.build.reading import Sources
from data.model import CERTAINTIES

KINDS = ("contenu", "gouvernance", "procedure", "suite")


def build_law(sources: Sources) -> Rows:
    """Rows of legal_texts, legal_delays, elections, legal_requirements."""
    rows: Rows = defaultdict(list)
    document = sources.one("droit.yml")
    for record in document.records("textes"):
        dated = record.date("date")
        rows["legal_texts"].append(
            {
                "text_id": record.text("id"),
                "title": record.text("titre"),
                "short_title": record.text("court"),
                "dated_on": dated,
                "dated_on_precision": "day" if dated else "undated",
                "read_in": record.text("lu_dans"),
                "to_check": record.text("reste_a_verifier"),
            }
        )
        record.close()
    for rank, record in enumerate(document.records("delais"), start=1):
        low, high = record.whole("minimum", required=True), record.whole("maximum", required=True)
        duration = record.whole("duree", required=True)
        if None not in (low, high, duration) and not (low or 0) <= (duration or 0) <= (high or 0):
            record.fault("duree", "la durée est attendue entre le minimum et le maximum.")
        rows["legal_delays"].append(
            {
                "delay_id": record.text("id"),
                "rank": rank,
                "label": record.text("libelle"),
                "duration": duration,
                "unit": record.choice("unite", ("mois", "jours")),
                "low": low,
                "high": high,
                "text_id": record.text("texte"),
            }
        )
        record.close()
    for record in document.records("scrutins"):
        rows["elections"].append(
            {
                "election_id": record.text("id"),
                "label": record.text("libelle"),
                "first_round": record.date("tour"),
                "first_round_precision": record.choice("precision", ("day", "month")),
                "is_local": record.flag("local"),
                "certainty": record.choice("certitude", CERTAINTIES),
            }
        )
        record.close()
    for rank, record in enumerate(document.records("exigences"), start=1):
        rows["legal_requirements"].append(
            {
                "requirement_id": record.text("id"),
                "rank": rank,
                "kind": record.choice("nature", KINDS),
                "label": record.text("libelle"),
                "text_id": record.text("texte"),
                "article": record.text("article"),
            }
        )
        record.close()
    document.close()
    return rows
