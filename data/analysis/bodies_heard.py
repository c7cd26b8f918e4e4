"""Which bodies spoke in the arrondissements: one body written several ways is one, an EPCI is heard wherever it speaks.

Pure. What was typed is never rewritten: only the counts and the lists of names hold one name a body.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from data.analysis.rows import Tables, records
from data.deciding.gatherings import Remark
from data.model import DEPARTEMENT

#: « C.C.A.S. » and « CCAS » are one: the dots of an abbreviation go, those of a sentence are spaces.
_DOTTED = re.compile(r"(?<!\w)(\w)\.(?=\w)")
_ARTICLES = frozenset(["d", "de", "du", "des", "l", "la", "le", "les", "et"])
#: What the name of an EPCI holds beside the place it is named after.
_EPCI_WORDS = _ARTICLES | {"ca", "cc", "cu", "communaute", "agglomeration", "urbaine", "communes"}
#: What the name of a commune as a body holds beside the commune.
_COMMUNE_WORDS = _ARTICLES | {"mairie", "ville", "commune", "municipalite", "conseil", "municipal"}


def plain_name(words: str) -> str:
    """A name without case, accents or punctuation: « C.A. de Cambrai » and « CA de Cambrai » are one."""
    bare = unicodedata.normalize("NFKD", _DOTTED.sub(r"\1", words.casefold()))
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign)).split()
    )


def _core(words: str) -> str:
    """« C.A. de Cambrai » and « Communauté d'agglomération de Cambrai » → « cambrai »."""
    return " ".join(word for word in plain_name(words).split() if word not in _EPCI_WORDS)


def epci_of(tables: Tables, territory_id: str) -> dict[str, str]:
    """The EPCI that have communes in an arrondissement, or in the département: code → name."""
    return _children(tables, territory_id, "epci:")


def communes_of(tables: Tables, territory_id: str) -> dict[str, str]:
    """The communes of an arrondissement, by name: code → name."""
    found = _children(tables, territory_id, "com:")
    return dict(sorted(found.items(), key=lambda one: plain_name(one[1])))


def _children(tables: Tables, territory_id: str, prefix: str) -> dict[str, str]:
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    children = [row["child_id"] for row in records(tables["territory_links"], parent_id=territory_id)]
    return {code: labels[code] for code in sorted(children) if code.startswith(prefix)}


def named_communes(words: str, communes: Mapping[str, str]) -> frozenset[str]:
    """The communes a body's name holds, whole words only: « Mairie d'Iwuy » → Iwuy; the longest name wins.

    An article may be contracted: « Ville du Cateau-Cambrésis » → Le Cateau-Cambrésis.
    """
    said = f" {_uncontracted(words)} "
    found = {code: plain_name(name) for code, name in communes.items() if f" {plain_name(name)} " in said}
    return frozenset(
        code
        for code, name in found.items()
        if not any(name != other and f" {name} " in f" {other} " for other in found.values())
    )


def _uncontracted(words: str) -> str:
    return f" {plain_name(words)} ".replace(" du ", " de le ").replace(" des ", " de les ").strip()


class Bodies:
    """Who each contribution comes from, whatever the way its body was typed."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._epci = epci_of(tables, DEPARTEMENT)
        self._written = {plain_name(label): code for code, label in self._epci.items()}
        for row in tables["territory_aliases"].to_dict("records"):
            if row["territory_id"] in self._epci:
                self._written.setdefault(plain_name(row["written"]), row["territory_id"])
        self._cores = {_core(label): code for code, label in self._epci.items()}
        self._communes: dict[str, dict[str, str]] = {}

    def epci(self, remark: Remark) -> str:
        """The EPCI that speaks; empty when it is another body."""
        code = self._written.get(plain_name(remark.body), "")
        return code or (self._cores.get(_core(remark.body), "") if remark.family == "epci" else "")

    def heard_epci(self, remarks: Iterable[Remark]) -> frozenset[str]:
        """The EPCI that spoke, in any arrondissement: one that crosses two is heard by both."""
        return frozenset(code for remark in remarks if (code := self.epci(remark)))

    def key(self, remark: Remark) -> str:
        """The same for two ways of writing one body: an EPCI, a commune, else the name without case or punctuation."""
        return self.epci(remark) or self._commune(remark) or plain_name(remark.body)

    def names(self, remarks: Iterable[Remark]) -> tuple[str, ...]:
        """One name a body: its official one for an EPCI, else the best written of those that were typed."""
        written: dict[str, list[str]] = {}
        for remark in remarks:
            written.setdefault(self.key(remark), []).append(remark.body)
        names = (self._epci.get(key) or _best(typed) for key, typed in written.items())
        return tuple(sorted(names, key=plain_name))

    def _commune(self, remark: Remark) -> str:
        """The commune that speaks for itself: « Ville d'Iwuy » as « mairie d'iwuy »; empty for any other name."""
        if remark.family != "commune":
            return ""
        place = remark.territory_id
        if place not in self._communes:
            self._communes[place] = communes_of(self._tables, place)
        communes = self._communes[place]
        found = named_communes(remark.body, communes)
        if len(found) != 1:
            return ""
        (code,) = found
        rest = f" {_uncontracted(remark.body)} ".replace(f" {plain_name(communes[code])} ", " ")
        return code if set(rest.split()) <= _COMMUNE_WORDS else ""


def _best(typed: Sequence[str]) -> str:
    """With its capitals and small letters rather than all alike; then the most typed; then the first."""
    counts = Counter(typed)
    return max(counts, key=lambda name: (name != name.upper() and name != name.lower(), counts[name]))
