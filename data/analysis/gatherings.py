"""What the arrondissement meetings said: by arrondissement, by orientation, and who has not been heard. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.analysis.rows import Tables, records
from data.deciding.gatherings import FAMILIES, REMARK_KINDS, Remark
from data.model import ARRONDISSEMENTS, ActionStatus


@dataclass(frozen=True)
class ArrondissementSummary:
    """What one arrondissement said. `silent_epci`, `silent_families`: who has not been heard there."""

    territory_id: str
    counts: Mapping[str, int]
    bodies: tuple[str, ...]
    volunteers: tuple[str, ...]
    silent_epci: tuple[str, ...]
    silent_families: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def known_objects(tables: Tables, statuses: Sequence[ActionStatus]) -> dict[str, str]:
    """What a contribution may bear on: orientations then actions, code → words of the list."""
    orientations = tables["orientations"].sort_values("rank").to_dict("records")
    return {
        **{
            f"orientation:{row['orientation_id']}": f"Orientation {row['rank']} – {row['label']}"
            for row in orientations
        },
        **{f"action:{status.action_id}": f"Action {status.action_id} – {status.title}" for status in statuses},
    }


def epci_of(tables: Tables, territory_id: str) -> dict[str, str]:
    """The EPCI that have communes in an arrondissement: code → name."""
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    children = [row["child_id"] for row in records(tables["territory_links"], parent_id=territory_id)]
    return {code: labels[code] for code in sorted(children) if code.startswith("epci:")}


def known_bodies(tables: Tables, territory_id: str) -> tuple[str, ...]:
    """Names offered while typing a body: the EPCI of the arrondissement, then the bodies of the bilan."""
    return tuple(dict.fromkeys([*epci_of(tables, territory_id).values(), *sorted(tables["bodies"]["label"])]))


def plain_name(words: str) -> str:
    """A name without case, accents or punctuation: « C.A. de Cambrai » and « CA de Cambrai » are one."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign)).split()
    )


def summarise(tables: Tables, remarks: Iterable[Remark]) -> tuple[ArrondissementSummary, ...]:
    """The six arrondissements, those where nothing was said included."""
    said: dict[str, list[Remark]] = {code: [] for code in ARRONDISSEMENTS}
    for remark in remarks:
        said[remark.territory_id].append(remark)
    written: dict[str, set[str]] = {}
    for row in tables["territory_aliases"].to_dict("records"):
        written.setdefault(row["territory_id"], set()).add(plain_name(row["written"]))
    summaries = []
    for code, own in said.items():
        heard = {plain_name(remark.body) for remark in own}
        silent = [
            label
            for epci, label in epci_of(tables, code).items()
            if not heard & ({plain_name(label)} | written.get(epci, set()))
        ]
        families = {remark.family for remark in own}
        summaries.append(
            ArrondissementSummary(
                code,
                {kind: sum(remark.kind == kind for remark in own) for kind in REMARK_KINDS},
                tuple(sorted({remark.body for remark in own}, key=plain_name)),
                tuple(sorted({remark.body for remark in own if remark.volunteer}, key=plain_name)),
                tuple(silent),
                tuple(family for family in FAMILIES if family not in families),
            )
        )
    return tuple(summaries)


def by_orientation(
    remarks: Sequence[Remark], statuses: Sequence[ActionStatus], objects: Mapping[str, str]
) -> tuple[tuple[str, tuple[Remark, ...]], ...]:
    """Orientation → what was said of it or of one of its actions; last, what is attached to nothing.

    Every orientation is there: one of which nothing was said shows it.
    """
    home = {f"action:{status.action_id}": f"orientation:{status.orientation_id}" for status in statuses}
    groups: dict[str, list[Remark]] = {code: [] for code in objects if code.startswith("orientation:")}
    loose = []
    for remark in remarks:
        homes = dict.fromkeys(home.get(code, code) for code in remark.objects)
        for code in homes:
            groups.setdefault(code, []).append(remark)
        if not homes:
            loose.append(remark)
    named = tuple((objects.get(code, code), tuple(found)) for code, found in groups.items())
    return (*named, ("Sans rattachement", tuple(loose)))
