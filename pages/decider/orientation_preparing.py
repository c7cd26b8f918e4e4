"""The form that prepares one orientation, or a new one; what it recorded is said under it."""

from __future__ import annotations

from components.filters import choose_from_url
from components.grid_form import show_said
from components.identity import identified_actor
from components.links import link_to
from components.orientations import choose_preparation
from data.analysis.orientation_lines import OrientationLine
from data.deciding.decisions import ENDED
from data.deciding.orientations import read_preparations
from data.load import load_heads
from pages.decider.orientation_acts import PREPARING, begin_preparation, next_created, record_preparation


def preparing(object_id: str) -> str:
    """The address of the form that prepares one orientation."""
    return link_to("orientations_2025", preparer=object_id)


def show_preparation(lines: tuple[OrientationLine, ...], labels: dict[str, str], actions: dict[str, str]) -> None:
    """The form of the orientation to prepare, or to create; what it recorded is said under it."""
    names = {"": "Choisir une orientation"} | labels | {next_created(): "Créer une orientation"}
    chosen = choose_from_url("preparer", "Orientation à préparer", names, "", keep=False)
    writer = identified_actor() if chosen else None
    if writer:
        begin_preparation(chosen)
        entry, draft = read_preparations(load_heads("orientation")).get(chosen, (None, None))
        ranks = list(labels)
        rank = ranks.index(chosen) + 1 if chosen in labels else len(ranks) + 1
        gone = {one.object_id for one in lines if one.decision and one.decision.sense in ENDED}
        kept = draft.merged_into if draft else ""
        receivers = {code: label for code, label in labels.items() if code not in gone or code == kept}
        typed = choose_preparation(chosen, draft, rank, receivers, actions)
        record_preparation(writer, typed, chosen, entry, lines, tuple(actions))
    show_said(PREPARING)
