"""The programmes beside the schéma, from the tables: who a sentence ties to them, and who a decision does. Pure.

Nothing is tied by its subject alone: a tag is a row of `frame_actions` with the sentences of that fiche which name the
programme, or the programme a decision was taken under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from data.analysis.process import compute_frames
from data.analysis.rows import Documents, Tables, records, text
from data.decision import Decision
from data.model import Source
from data.programmes import FRAME_OF, Programme, Tag

#: The words by which a sentence names the programme.
_NAMES = {"fne": ("france numérique ensemble",), "acces_services": ("accès aux services publics",)}


def compute_programmes(tables: Tables) -> tuple[Programme, ...]:
    """The two programmes, each with what the documents say of it and the actions whose fiche names it."""
    documents = Documents(tables)
    frames = {frame.label: frame for frame in compute_frames(tables)}
    labels = dict(zip(tables["frames"]["frame_id"], tables["frames"]["label"], strict=True))
    found = []
    for code, frame_id in FRAME_OF.items():
        frame = frames[labels[frame_id]]
        said = [
            (f"{text(row['label'])}. {text(row['text'])}".strip(), documents.source(row))
            for row in records(tables["governance_facts"])
            if _names(code, row) and text(row["text"])
        ]
        actions = {action: _sentences(tables, documents, code, action) for action in frame.actions}
        found.append(Programme(code, frame, tuple(said), actions))
    return tuple(found)


def _names(code: str, row: Mapping[str, Any]) -> bool:
    said = f"{text(row.get('label'))} {text(row.get('quote'))}".casefold()
    return any(name in said for name in _NAMES[code])


def _sentences(tables: Tables, documents: Documents, code: str, action_id: int) -> tuple[Source, ...]:
    """The sentences of the fiche that name the programme, its status first."""
    rows = [*records(tables["actions"], action_id=action_id), *records(tables["items"], action_id=action_id)]
    return tuple(dict.fromkeys(documents.source(row) for row in rows if _names(code, {"quote": row["quote"]})))


def action_tags(programmes: Iterable[Programme], decisions: Mapping[str, Decision], action_id: int) -> tuple[Tag, ...]:
    """The programmes an action concerns: by a decision on it or on a part of it, else by its fiche's own words."""
    name = f"action:{action_id}"
    taken = [one for code, one in decisions.items() if code == name or code.startswith(f"{name}.")]
    tags = [_decided(one, action_id) for one in taken if one.programme != "sdaasp"]
    known = {tag.code for tag in tags}
    tags += [
        Tag(one.code, False, sources=one.actions[action_id], action_id=action_id)
        for one in programmes
        if action_id in one.actions and one.code not in known
    ]
    return tuple(tags)


def orientation_tags(
    programmes: Iterable[Programme], decisions: Mapping[str, Decision], object_id: str, actions: Iterable[int]
) -> tuple[Tag, ...]:
    """The programmes an orientation concerns: by the decision on it, else through the actions it carries."""
    programmes, decision = tuple(programmes), decisions.get(object_id)
    through: dict[str, Tag] = {}
    for action in dict.fromkeys(actions):
        for tag in action_tags(programmes, decisions, action):
            through.setdefault(tag.code, tag)
    if decision is not None and decision.programme != "sdaasp":
        named = through.pop(decision.programme, None)
        own = replace(_decided(decision, None), sources=named.sources if named else ())
        return (own, *through.values())
    return tuple(through.values())


def _decided(decision: Decision, action_id: int | None) -> Tag:
    return Tag(decision.programme, True, decision.wording, (), action_id, decision.decision_id)
