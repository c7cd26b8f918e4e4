"""Read the tables the dashboard runs on. The only room of `data/` that knows Streamlit: it caches by data version.

The running dashboard never validates a contract: it compares each file with the manifest's sha256, so a missing or
altered table is seen at start and told in one page (`TablesError`), not in a stack trace.
"""

from data.load.bilan import (
    load_caveats,
    load_fiche,
    load_frames,
    load_index,
    load_statuses,
    load_steps,
    load_table_names,
)
from data.load.consultations import load_consultation_versions, load_consultations, record_consultations
from data.load.decided import SETTLING, Decided, decided_key, load_decided
from data.load.decks import load_decks, save_deck
from data.load.gatherings import load_remarks, record_remarks, withdraw_remark
from data.load.grid import (
    load_grid,
    load_grid_class,
    load_grid_evidence,
    load_grid_lines,
    load_opinion_history,
    load_opinions,
    load_units,
    load_weights,
    load_weights_history,
)
from data.load.imports import load_area_sets, load_imported_points, load_point_sets, load_travel, load_unreadable
from data.load.next_schema import load_delays, load_elections, load_workshop
from data.load.pilot_round import load_answers, load_asked, load_questions
from data.load.roles import load_role_lines, load_role_scopes
from data.load.room import (
    load_arrondissement_rings,
    load_decisions,
    load_history,
    load_meeting_history,
    load_meetings,
    load_room,
)
from data.load.scenarios import load_scenarios, save_scenario, take_as_draft
from data.load.store import load_counter, load_grants, load_heads, load_store
from data.load.tables import Manifest, TablesError, load_manifest, load_tables, table_bytes
from data.load.territories import (
    load_atlas,
    load_facts_by_place,
    load_labels,
    load_layers,
    load_links,
    load_outlines,
    load_shapes,
    load_territories,
)
from data.load.trends import (
    load_form_lists,
    load_indicator,
    load_limits,
    load_series,
    load_subjects,
    series_stamp,
)

__all__ = [
    "SETTLING",
    "Decided",
    "Manifest",
    "TablesError",
    "decided_key",
    "load_answers",
    "load_area_sets",
    "load_arrondissement_rings",
    "load_asked",
    "load_atlas",
    "load_caveats",
    "load_consultation_versions",
    "load_consultations",
    "load_counter",
    "load_decided",
    "load_decisions",
    "load_decks",
    "load_delays",
    "load_elections",
    "load_facts_by_place",
    "load_fiche",
    "load_form_lists",
    "load_frames",
    "load_grants",
    "load_grid",
    "load_grid_class",
    "load_grid_evidence",
    "load_grid_lines",
    "load_heads",
    "load_history",
    "load_imported_points",
    "load_index",
    "load_indicator",
    "load_labels",
    "load_layers",
    "load_limits",
    "load_links",
    "load_manifest",
    "load_meeting_history",
    "load_meetings",
    "load_opinion_history",
    "load_opinions",
    "load_outlines",
    "load_point_sets",
    "load_questions",
    "load_remarks",
    "load_role_lines",
    "load_role_scopes",
    "load_room",
    "load_scenarios",
    "load_series",
    "load_shapes",
    "load_statuses",
    "load_steps",
    "load_store",
    "load_subjects",
    "load_table_names",
    "load_tables",
    "load_territories",
    "load_travel",
    "load_units",
    "load_unreadable",
    "load_weights",
    "load_weights_history",
    "load_workshop",
    "record_consultations",
    "record_remarks",
    "save_deck",
    "save_scenario",
    "series_stamp",
    "table_bytes",
    "take_as_draft",
    "withdraw_remark",
]
