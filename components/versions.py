"""What was corrected or taken back, version after version: what the journal keeps, read on the page it was typed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.consultations import recorded_words
from components.decision_panel import moment, signed
from components.formats import listing
from components.html import Html, element
from data.deciding.consultations import Consultation
from data.deciding.gatherings import FAMILY_LABELS, REMARK_LABELS, Remark
from data.decision import Entry

Names = Mapping[str, str]


def remark_versions(changed: Sequence[Sequence[tuple[Entry, Remark]]], objects: Names, places: Names) -> Html:
    """Contributions corrected or taken back: what was first written, then what each version changes."""
    lines = []
    for versions in changed:
        told = [_line(entry, _remark_words(now, before, objects, places)) for (entry, now), before in _pairs(versions)]
        lines.append(element("li", element("strong", versions[0][1].body), element("ol", *told)))
    return _block("Contributions corrigées ou retirées", lines)


def consultation_versions(changed: Sequence[Sequence[tuple[Entry, Consultation]]], names: Names) -> Html:
    """Sendings and opinions recorded more than once: what each version says."""
    lines = [
        element(
            "li",
            element("strong", names.get(versions[0][1].body_id, versions[0][1].body_id)),
            element("ol", *(_line(entry, _capital(recorded_words(said))) for entry, said in versions)),
        )
        for versions in changed
    ]
    return _block("Versions successives des envois et des avis", lines)


def _block(title: str, lines: Sequence[Html]) -> Html:
    return element("details", element("summary", f"{title} ({len(lines)})"), element("ul", *lines))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _line(entry: Entry, words: str) -> Html:
    who = element("span", f"{signed(entry)}, {moment(entry.at)}", class_="sd-detail sd-small")
    return element("li", words, who)


def _pairs(
    versions: Sequence[tuple[Entry, Remark]],
) -> list[tuple[tuple[Entry, Remark], Remark | None]]:
    return [(version, versions[place - 1][1] if place else None) for place, version in enumerate(versions)]


def _remark_words(now: Remark, before: Remark | None, objects: Names, places: Names) -> str:
    if before is None:
        return f"{REMARK_LABELS[now.kind]} : « {now.text} »"
    if now.withdrawn != before.withdrawn:
        return "Retirée de la synthèse." if now.withdrawn else "Remise dans la synthèse."
    was, is_now = _said(before, objects, places), _said(now, objects, places)
    changes = [f"{label} : {was[label]} → {is_now[label]}" for label in was if was[label] != is_now[label]]
    return " ; ".join(changes) or "Enregistrée de nouveau, sans changement."


def _said(one: Remark, objects: Names, places: Names) -> dict[str, str]:
    return {
        "Organisme": one.body,
        "Type d'organisme": FAMILY_LABELS[one.family],
        "Nature": REMARK_LABELS[one.kind],
        "Table": one.table or "–",
        "Porte sur": listing([objects.get(code, code) for code in one.objects]) or "–",
        "Territoires": listing([places.get(code, code) for code in one.territories]) or "tout l'arrondissement",
        "Volontaire": "oui" if one.volunteer else "non",
        "Ce qui est dit": f"« {one.text} »",
    }
