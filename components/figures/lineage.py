"""Actions of 2017-2023 on the left, what becomes of them on the right. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.formats import truncated
from components.theme import BLUE, STATUS_STYLES, TEXT, TEXT_MUTED, WHITE, blank_figure, tint
from data.lineage import Flow

#: Colour of a flow by what it reaches; its label says it too.
COLOURS = {
    "orientation": BLUE,
    "cadre": STATUS_STYLES["reorientation"].fill,
    "sans_accueil": STATUS_STYLES["mixte"].fill,
    "fin": STATUS_STYLES["arret"].fill,
    "attente": STATUS_STYLES["non_renseigne"].fill,
}


def _colour(flow: Flow) -> str:
    if flow.destination.kind == "proposition":
        return STATUS_STYLES[flow.part.proposal].fill
    return COLOURS[flow.destination.kind]


def figure_lineage(flows: Sequence[Flow]) -> go.Figure:
    """One band a part, as wide as its share of its action: the sixteen actions weigh the same, by convention.

    A proposal and what waits are drawn paler than a decision.
    """
    actions = list(dict.fromkeys(flow.part.action_id for flow in flows))
    ends = list(dict.fromkeys(flow.destination for flow in flows))
    whole = {flow.part.action_id: flow.part for flow in flows}
    # A screen may be narrow, and its names are cut; a still image is wide, and holds them whole.
    names = [_action_label(flows, action, whole[action].label) for action in actions] + [end.label for end in ends]
    place = {action: rank for rank, action in enumerate(actions)}
    landing = {end: len(actions) + rank for rank, end in enumerate(ends)}
    figure = blank_figure(max(460, 40 * len(actions)))
    figure.add_sankey(
        arrangement="snap",
        textfont={"color": TEXT, "size": 14, "shadow": "none"},
        node={
            "label": [truncated(name, 52) for name in names],
            "customdata": names,
            "color": [TEXT_MUTED] * len(actions)
            + [_colour(next(f for f in flows if f.destination == e)) for e in ends],
            "pad": 10,
            "thickness": 14,
            "line": {"color": WHITE, "width": 0},
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        link={
            "source": [place[flow.part.action_id] for flow in flows],
            "target": [landing[flow.destination] for flow in flows],
            "value": [float(flow.part.share) for flow in flows],
            "color": [tint(_colour(flow), 0.55 if flow.decided else 0.25) for flow in flows],
            "customdata": [f"{flow.part.label}<br>{flow.destination.label}" for flow in flows],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )
    return figure


def _action_label(flows: Sequence[Flow], action: int, label: str) -> str:
    """A split action bears its number alone on the left: its parts are told by the table."""
    parts = [flow for flow in flows if flow.part.action_id == action]
    return label if len(parts) == 1 else f"{action} · {len(parts)} parties"
