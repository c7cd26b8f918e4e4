"""`indicators.yml`, the context and catalogue files, and `located_facts.csv` → indicators and what they are tied to,
observations, mentions, targets, located facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from data.build.fiches import Rows
from data.build.reading import Record, Sources
from data.model import BASES, FACT_STATES, INDICATOR_KINDS, LEVELS, PRECISIONS, QUALIFIERS
from data.trend import CODE_SOURCES, FREQUENCIES

#: The bilan's own indicators, then context published elsewhere, each in a file of its own, then what is only declared.
INDICATOR_FILES = {
    "indicators.yml": "bilan",
    "france_services_anct.yml": "context",
    "barometre.yml": "context",
    "catalogue.yml": "catalogue",
}
ORIENTATIONS = tuple(f"O{rank}" for rank in range(1, 10))

FACT_COLUMNS = (
    "id",
    "action",
    "service",
    "territoire",
    "territoire_ecrit",
    "operateur",
    "valeur",
    "unite",
    "etat",
    "doublon_de",
    "date",
    "date_precision",
    "fondement",
    "document",
    "lieu",
    "citation",
)


def where(record: Record, *, quote: bool = True) -> dict[str, object]:
    """The provenance of a fact: document, place, exact words."""
    return {
        "document_id": record.text("document"),
        "place": record.text("lieu"),
        "quote": record.quote(required=quote),
    }


def build_measures(sources: Sources, territory_of: dict[str, str]) -> Rows:
    """Rows of the indicator tables. `territory_of` maps a written territory to its code; a code passes as it is."""
    rows: Rows = defaultdict(list)
    quoteless = frozenset(
        record.text("id") for record in sources.many("documents.yml") if record.text("nature") == "opendata"
    )
    for origin, record in (
        (origin, record) for name, origin in INDICATOR_FILES.items() for record in sources.many(name)
    ):
        indicator_id = record.text("id")
        orientation_id = record.text("orientation", required=False)
        rows["indicators"].append(
            {
                "indicator_id": indicator_id,
                "label": record.text("libelle"),
                "definition": record.text("definition"),
                "unit": record.text("unite"),
                "direction": record.choice("sens", ("up", "down", "neutral")),
                "kind": record.choice("nature", INDICATOR_KINDS),
                "orientation_id": orientation_id,
                "action_id": record.whole("action"),
                "attributable": record.flag("attribuable"),
                "origin": origin,
                "publisher": record.text("producteur", required=origin != "bilan"),
                "level": record.choice("echelle", LEVELS, required=origin != "bilan") or "departement",
                "frequency": record.choice("frequence", tuple(FREQUENCIES), required=origin != "bilan") or "once",
                "standard": record.flag("attendu"),
                "restarts_yearly": record.flag("cumul"),
                "note": record.text("note", required=False),
                "comparison": record.text("comparaison", required=False),
            }
        )
        _read_ties(record, indicator_id, orientation_id, rows)
        for entry in record.records("observations"):
            _read_observation(entry, indicator_id, territory_of, quoteless, rows)
        for entry in record.records("cibles"):
            _read_target(entry, indicator_id, territory_of, quoteless, rows)
        record.close()
    _read_located_facts(sources, territory_of, rows)
    return rows


def _read_ties(record: Record, indicator_id: str | None, orientation_id: str | None, rows: Rows) -> None:
    """What an indicator is tied to: orientations, indicators of the same subject, codes in published files."""
    own = [orientation_id] if orientation_id else []
    for orientation in dict.fromkeys([*own, *record.text_list("orientations", ORIENTATIONS)]):
        rows["indicator_orientations"].append({"indicator_id": indicator_id, "orientation_id": orientation})
    for compared in record.texts("compare_a"):
        rows["indicator_comparisons"].append({"indicator_id": indicator_id, "compared_id": compared})
    for entry in record.records("codes"):
        rows["indicator_codes"].append(
            {
                "source": entry.choice("source", CODE_SOURCES),
                "code": entry.text("code"),
                "indicator_id": indicator_id,
                "unit_written": entry.text("unite", required=False),
            }
        )
        entry.close()


def _read_target(
    entry: Record,
    indicator_id: str | None,
    territory_of: dict[str, str],
    quoteless: Collection[str | None],
    rows: Rows,
) -> None:
    """One target, with where it starts from when the document says so."""
    due, start, start_value = entry.date("echeance"), entry.date("depart_le"), entry.number("depart")
    if (start is None) != (start_value is None):
        entry.fault("depart", "une valeur de départ et sa date vont ensemble.")
    rows["targets"].append(
        {
            "target_id": entry.text("id"),
            "indicator_id": indicator_id,
            "territory_id": _territory(entry, territory_of),
            "due": due,
            "due_precision": entry.choice("echeance_precision", PRECISIONS, required=False)
            or ("undated" if due is None else "year"),
            "value": entry.number("valeur"),
            "start_value": start_value,
            "start": start,
            "start_precision": "undated" if start is None else "day",
            "wording": entry.text("libelle"),
            **where(entry, quote=entry.text("document") not in quoteless),
        }
    )
    entry.close()


def _territory(record: Record, territory_of: dict[str, str], name: str = "territoire") -> str | None:
    written = record.text(name)
    return None if written is None else territory_of.get(written, written)


def _read_observation(
    entry: Record,
    indicator_id: str | None,
    territory_of: dict[str, str],
    quoteless: Collection[str | None],
    rows: Rows,
) -> None:
    """One observation and its mentions. `quoteless`: the documents that are open data, whose cells are not quoted."""
    start, end = entry.date("date_debut"), entry.date("date_fin")
    precision = entry.choice("date_precision", PRECISIONS)
    if start is None and precision != "undated":
        entry.fault("date_precision", "sans date, la précision est « undated ».")
    if start is not None and precision == "undated":
        entry.fault("date_precision", "avec une date, la précision n'est pas « undated ».")
    observation_id = entry.text("id")
    rows["observations"].append(
        {
            "observation_id": observation_id,
            "indicator_id": indicator_id,
            "territory_id": _territory(entry, territory_of),
            "edition_id": entry.text("document"),
            "value": entry.number("valeur", required=True),
            "value_high": entry.number("valeur_haute"),
            "qualifier": entry.choice("qualificatif", QUALIFIERS, required=False) or "exact",
            "date_start": start,
            "date_end": end,
            "date_start_precision": precision,
            "date_end_precision": precision if end is not None else "undated",
            "date_written": entry.text("date_ecrite", required=False),
            "perimeter": entry.text("perimetre", required=False),
            "break_before": entry.flag("rupture"),
            "role": entry.choice("role", ("published", "contested"), required=False) or "published",
            **where(entry, quote=entry.text("document") not in quoteless),
        }
    )
    for mention in entry.records("mentions"):
        qualifier = mention.choice("qualificatif", QUALIFIERS, required=False) or "exact"
        rows["mentions"].append({"observation_id": observation_id, "qualifier": qualifier, **where(mention)})
        mention.close()
    entry.close()


def _read_located_facts(sources: Sources, territory_of: dict[str, str], rows: Rows) -> None:
    for record in sources.lines("located_facts.csv", FACT_COLUMNS):
        date = record.date("date")
        rows["located_facts"].append(
            {
                "fact_id": record.text("id"),
                "action_id": record.whole("action", required=True),
                "service": record.text("service"),
                "territory_id": _territory(record, territory_of),
                "territory_written": record.text("territoire_ecrit"),
                "operator": record.text("operateur", required=False),
                "value": record.number("valeur"),
                "unit": record.text("unite", required=False),
                "state": record.choice("etat", FACT_STATES),
                "duplicate_of": record.text("doublon_de", required=False),
                "date": date,
                "date_precision": record.choice("date_precision", PRECISIONS, required=False)
                or ("undated" if date is None else "year"),
                "basis": record.choice("fondement", BASES),
                **where(record),
            }
        )
        record.close()
