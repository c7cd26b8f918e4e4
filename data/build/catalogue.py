"""Documents, editions, orientations, bodies: the short lists everything else refers to."""

from __future__ import annotations

from collections import defaultdict

from data.build.fiches import Rows
from data.build.reading import Sources
from data.model import CERTAINTIES, PRECISIONS


def build_catalogue(sources: Sources) -> Rows:
    """Rows of documents, editions, orientations."""
    rows: Rows = defaultdict(list)
    for record in sources.many("documents.yml"):
        published: dict[str, object] = {
            "document_id": record.text("id"),
            "published_on": record.date("publie_le"),
            "published_on_precision": record.choice("precision", PRECISIONS),
            "licence": record.text("licence"),
        }
        rows["documents"].append(
            published
            | {
                "title": record.text("titre"),
                "short_title": record.text("court"),
                "publisher": record.text("editeur"),
                "kind": record.text("nature"),
            }
        )
        # A document entered by hand is its own and only edition.
        rows["editions"].append(published | {"edition_id": published["document_id"]})
        record.close()
    for record in sources.many("orientations.yml"):
        label = record.text("libelle")
        rows["orientations"].append(
            {
                "orientation_id": record.text("id"),
                "rank": record.whole("rang", required=True),
                "label": label,
                "document_id": "rapport",
                "place": "rapport · 9 orientations",
                "quote": label,
            }
        )
        record.close()
    return rows


def build_bodies(sources: Sources) -> Rows:
    """Rows of bodies, body_aliases."""
    rows: Rows = defaultdict(list)
    for record in sources.many("bodies.yml"):
        body_id = record.text("id")
        rows["bodies"].append(
            {
                "body_id": body_id,
                "label": record.text("libelle"),
                "kind": record.text("nature"),
                "parent_id": record.text("parent", required=False),
                "note": record.text("note", required=False),
            }
        )
        for entry in record.records("ecrits"):
            rows["body_aliases"].append(
                {
                    "written": entry.text("ecrit"),
                    "body_id": body_id,
                    "certainty": entry.choice("certitude", CERTAINTIES),
                }
            )
            entry.close()
        record.close()
    return rows
