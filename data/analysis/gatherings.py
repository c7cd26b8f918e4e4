"""What the arrondissement meetings said: by arrondissement, by orientation, and who has not been heard. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.analysis.bodies_heard import Bodies, communes_of, epci_of, named_communes, plain_name
from data.analysis.heard import Homes
from data.analysis.rows import Tables
from data.deciding.gatherings import FAMILIES, OTHER, REMARK_KINDS, Remark
from data.deciding.orientations import NewOrientations
from data.model import ARRONDISSEMENTS, DEPARTEMENT, ActionStatus

#: Said of an orientation worded for a meeting that is not held: never shown as a decision.
PREPARED = "en préparation, non décidée"


@dataclass(frozen=True)
class ArrondissementSummary:
    """What one arrondissement said. `silent_…`: who has not been heard; a commune speaks also by its CCAS.

    `silent_epci`: those that have not spoken in any arrondissement; `epci_elsewhere`: those of this one that have
    spoken in another only.
    """

    territory_id: str
    counts: Mapping[str, int]
    bodies: tuple[str, ...]
    volunteers: tuple[str, ...]
    silent_epci: tuple[str, ...]
    silent_families: tuple[str, ...]
    silent_communes: tuple[str, ...] = ()
    communes: int = 0
    epci_elsewhere: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def known_objects(
    tables: Tables, statuses: Sequence[ActionStatus], new: NewOrientations | None = None
) -> dict[str, str]:
    """What a contribution may bear on: orientations then actions, code → words of the list.

    new: the orientations of 2025-2030 alone. One that is only prepared says so in its own name, wherever it is read.
    """
    created, prepared = (new.created, new.prepared) if new else ({}, {})
    orientations = tables["orientations"].sort_values("rank").to_dict("records")
    return {
        **{
            f"orientation:{row['orientation_id']}": f"Orientation {row['rank']} – {row['label']}"
            for row in orientations
        },
        **{code: f"{_called(code)} (nouvelle) – {words}" for code, words in created.items()},
        **{code: f"{_called(code)} ({PREPARED}) – {words}" for code, words in prepared.items()},
        **{f"action:{status.action_id}": f"Action {status.action_id} – {status.title}" for status in statuses},
    }


def past_objects(new: NewOrientations) -> dict[str, str]:
    """The orientations to which nothing more is attached: named where something was, and still received from a phone
    that was typed on before they went."""
    return {code: f"{_called(code)} (n'est plus proposée) – {words}" for code, words in new.past.items()}


def _called(code: str) -> str:
    return f"Orientation {code.partition(':')[2]}"


def known_bodies(tables: Tables) -> tuple[str, ...]:
    """Names offered while typing a body: the EPCI of the département, then the bodies of the bilan."""
    epci = epci_of(tables, DEPARTEMENT).values()
    return tuple(dict.fromkeys([*sorted(epci, key=plain_name), *sorted(tables["bodies"]["label"])]))


def summarise(tables: Tables, remarks: Iterable[Remark]) -> tuple[ArrondissementSummary, ...]:
    """The six arrondissements, those where nothing was said included."""
    said: dict[str, list[Remark]] = {code: [] for code in ARRONDISSEMENTS}
    for remark in remarks:
        said[remark.territory_id].append(remark)
    bodies = Bodies(tables)
    heard = bodies.heard_epci(remark for own in said.values() for remark in own)
    summaries = []
    for code, own in said.items():
        epci = epci_of(tables, code)
        here = bodies.heard_epci(own)
        communes = communes_of(tables, code)
        spoke = [named_communes(remark.body, communes) for remark in own if remark.family in {"commune", "ccas"}]
        mute = [name for commune, name in communes.items() if not any(commune in found for found in spoke)]
        families = {remark.family for remark in own}
        summaries.append(
            ArrondissementSummary(
                code,
                {kind: sum(remark.kind == kind for remark in own) for kind in REMARK_KINDS},
                bodies.names(own),
                bodies.names(remark for remark in own if remark.volunteer),
                tuple(label for one, label in epci.items() if one not in heard),
                tuple(family for family in FAMILIES if family not in {*families, OTHER}),
                tuple(mute),
                len(communes),
                tuple(label for one, label in epci.items() if one in heard - here),
            )
        )
    return tuple(summaries)


def by_orientation(
    remarks: Sequence[Remark],
    homes: Homes,
    objects: Mapping[str, str],
    names: Mapping[str, str] | None = None,
) -> tuple[tuple[str, tuple[Remark, ...]], ...]:
    """Orientation → what was said of it, of an action it carries or of one merged into it; last, what is attached to
    nothing. A contribution on several orientations stands under each.

    Every orientation of 2017-2023, created or prepared is there: one of which nothing was said shows it.
    names: those of `objects`, and of what a contribution may bear on without being offered any more.
    """
    groups: dict[str, list[Remark]] = {code: [] for code in objects if code.startswith("orientation:")}
    loose = []
    for remark in remarks:
        under = homes.of(remark)
        for code in under:
            groups.setdefault(code, []).append(remark)
        if not under:
            loose.append(remark)
    words = names or objects
    named = tuple((words.get(code, code), tuple(found)) for code, found in groups.items())
    return (*named, ("Sans rattachement", tuple(loose)))
