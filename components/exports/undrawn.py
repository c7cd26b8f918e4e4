"""Signs that the fonts of a PDF do not draw (an emoji, a Chinese character): a word in their place and a note. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from components.formats import plural

#: What phones type most, by what it says: the word stands in brackets where the sign was.
WORDS = {
    "sourire": "🙂😀😃😄😁😊☺😉😇🤗",
    "rire": "😂🤣😆😅",
    "triste": "🙁☹😞😔😢😭😟😕",
    "en colère": "😠😡🤬",
    "surpris": "😮😲😯😳",
    "pensif": "🤔🤨",
    "pouce levé": "👍",
    "pouce baissé": "👎",
    "applaudissements": "👏",
    "merci": "🙏",
    "cœur": "❤🧡💛💚💙💜🖤♥💖",
    "coché": "✅✔☑",
    "croix": "❌✖❎",
    "attention": "⚠🚨❗‼",
    "question": "❓",
    "interdit": "🚫⛔",
    "à droite": "➡👉",
    "téléphone": "📞☎📱",
    "courriel": "📧✉",
    "bus": "🚌🚍",
    "train": "🚆🚄🚉",
    "voiture": "🚗🚙",
    "vélo": "🚲",
    "hôpital": "🏥",
    "école": "🏫",
    "maison": "🏠🏡",
    "ordinateur": "💻🖥",
    "lieu": "📍",
    "date": "📅📆",
    "heure": "🕐⏰",
    "étoile": "⭐🌟",
}
_NAMED = {sign: word for word, signs in WORDS.items() for sign in signs}
#: What colours, joins or varies the sign before it, and says nothing by itself.
_JOINED = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
UNNAMED = "signe non imprimable"


def spelled(text: str, signs: Collection[str]) -> tuple[str, int]:
    """The text with each of these signs said in words, and how many places were changed.

    A sign may be several characters that are drawn as one: it is replaced whole. Signs that follow one another make
    one place: « 👍🏽 » is a raised thumb, « 中文 » one unprintable word.
    """
    whole = {bare for sign in signs if (bare := _JOINED.sub("", sign))}
    text = _JOINED.sub("", text)
    if not whole:
        return text, 0
    any_of = "|".join(map(re.escape, sorted(whole, key=len, reverse=True)))

    def words(found: re.Match[str]) -> str:
        return f"[{', '.join(dict.fromkeys(_NAMED.get(sign, UNNAMED) for sign in re.findall(any_of, found.group())))}]"

    return re.subn(f"(?:{any_of})+", words, text)


def note(places: int) -> str:
    """Said at the end of the document: nothing is replaced silently."""
    what = plural(places, "signe ou groupe de signes", "signes ou groupes de signes")
    return (
        f"{what} que ce PDF ne peut pas imprimer (émoji, autre écriture) : des mots entre crochets en tiennent lieu. "
        "Les versions ODT et DOCX les gardent."
    )
