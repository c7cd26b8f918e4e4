"""The sentence a decision starts from, before the room negotiates it. Pure: words in, words out."""

from __future__ import annotations

from data.decision import Decision, Meeting

#: Who speaks in each instance.
VOICES = {
    "copil": "Le COPIL",
    "copil_restreint": "Le COPIL restreint",
    "cotech": "Le COTECH",
    "arrondissement": "La réunion d'arrondissement",
}


def kind_of(object_id: str) -> str:
    """`action:5` → `action`."""
    return object_id.split(":", 1)[0]


def object_words(object_id: str, title: str = "") -> str:
    """« action 5, « Mettre en place… » », « orientation « Un accès… » »: how a sentence names the object."""
    kind, _, code = object_id.partition(":")
    number, _, part = code.partition(".")
    quoted = f"« {title} »" if title else ""
    if kind == "orientation":
        return f"orientation {quoted}" if title else f"orientation {code}"
    rank = f"perspective {part[1:]} de l'action {number}" if part.startswith("p") else f"sous-action {code}"
    name = rank if part else f"action {number}"
    return f"{name}, {quoted}" if title else name


def with_article(words: str) -> str:
    """« l'action 5 », « la sous-action 13.2 »."""
    return f"l'{words}" if words[:1] in "aeiouâéèêîô" else f"la {words}"


def default_wording(decision: Decision, meeting: Meeting, title: str, merged_title: str = "") -> str:
    """The sentence proposed once a sense is chosen; empty while it is not. `title`: the object's; `merged_title`: of
    what it is merged into.
    """
    voice = VOICES[meeting.instance]
    named = with_article(object_words(decision.object_id, title))
    of = f"de {named}"
    merged = with_article(object_words(decision.merged_into, merged_title)) if decision.merged_into else ""
    how = {
        "ajuster": ", en l'ajustant",
        "fusionner": f", en la fusionnant avec {merged}" if merged else ", par fusion",
        "transferer": f", en la transférant vers {decision.receiving_frame}"
        if decision.receiving_frame
        else ", par transfert vers un autre cadre",
    }.get(decision.modality, "")
    new = f" « {decision.label} »" if decision.label else ""
    return {
        "poursuite": f"{voice} propose la poursuite {of}.",
        "reorientation": f"{voice} propose la réorientation {of}{how}.",
        "arret": f"{voice} propose l'arrêt {of}.",
        "reportee": f"L'examen {of} est reporté à une prochaine réunion.",
        "renvoi_cotech": f"{voice} renvoie l'examen {of} au COTECH.",
        "maintenue": f"{voice} propose de maintenir {named}.",
        "reformulee": f"{voice} propose de reformuler {named}{f' ainsi :{new}' if new else ''}.",
        "fusionnee": f"{voice} propose de fusionner {named} avec {merged or 'une autre orientation'}.",
        "retiree": f"{voice} propose de retirer {named}.",
        "creee": f"{voice} propose de créer l'orientation{new or ' nouvelle'}.",
    }.get(decision.sense, "")
