"""What each acronym stands for: as the documents spell it out, as the tables deduce it, or as it is used. Pure.

An acronym nobody can spell out is not in the list: it is left as it is written.
"""

from __future__ import annotations

import re
from typing import Final

from data.analysis.rows import Tables, text

#: As everybody reads them.
USUAL: Final = {
    "BDT": "Banque des territoires",
    "CA": "communauté d'agglomération",
    "CC": "communauté de communes",
    "CCAS": "centre communal d'action sociale",
    "CCI": "chambre de commerce et d'industrie",
    "CIAS": "centre intercommunal d'action sociale",
    "CU": "communauté urbaine",
    "EPCI": "établissement public de coopération intercommunale",
    "FS": "France Services",
    "PRH": "pôle ressources handicap",
    "QPV": "quartier prioritaire de la politique de la ville",
    "REP": "réseau d'éducation prioritaire",
    "SDJES": "service départemental à la jeunesse, à l'engagement et aux sports",
    "SIMOUV": "syndicat intercommunal de mobilité et d'organisation urbaine du Valenciennois",
    "SMTD": "syndicat mixte des transports du Douaisis",
    "TAD": "transport à la demande",
}
#: Spelt out in the fiches, in a sentence rather than in a table.
WRITTEN: Final = {"MSP": "maison de santé pluriprofessionnelle", "MSAP": "maison de services au public"}
USUALLY: Final = "usage courant"
DEDUCED: Final = "rapprochement déduit, le bilan ne développe pas ce sigle"
_ENDING = re.compile(r"^(.+?) \(([0-9]?[A-Z]{2,})\)")
_WHOLE = re.compile(r"[0-9]?[A-Z]{2,}")


def compute_acronyms(tables: Tables) -> dict[str, str]:
    """Acronym → what it stands for, with its reserve when the documents do not say it."""
    found = {acronym: f"{words} ({USUALLY})" for acronym, words in USUAL.items()} | WRITTEN
    names = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    for row in tables["territory_aliases"].to_dict("records"):
        if _WHOLE.fullmatch(row["written"]) and row["territory_id"] in names:
            doubt = "sans doute " if "sans doute" in text(row["reason"]) else ""
            if "sigle" in text(row["reason"]):
                found[row["written"]] = f"{doubt}{names[row['territory_id']]} ({DEDUCED})"
    for row in tables["frames"].to_dict("records"):
        spelt_out = row["label"].split(",")[0].partition(" pour ")[0]
        if _WHOLE.fullmatch(text(row["acronym"])) and _spells(spelt_out, row["acronym"]):
            found[row["acronym"]] = spelt_out
    for label in tables["bodies"]["label"]:
        if spelt := _ENDING.match(label):
            found[spelt[2]] = spelt[1]
    return found


def _spells(words: str, acronym: str) -> bool:
    """Whether each letter begins a word of `words`, in order: a frame may be named by another name than its acronym."""
    initials = iter(word[0].upper() for word in re.split(r"[\s'’/-]+", words) if word)
    return all(letter in initials for letter in acronym)
