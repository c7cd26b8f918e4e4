"""The sections of a long page, folded on screen and open on paper, under a table of contents that opens each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.formats import plural
from components.html import Html, element
from data.orientation_dossier import Dossier, Waiting


@dataclass(frozen=True)
class Section:
    """`words`: what it holds, counted, so that a reader knows whether to open it. `folded`: closed on screen."""

    name: str
    title: str
    words: str = ""
    folded: bool = True


def dossier_sections(dossier: Dossier) -> tuple[Section, ...]:
    """The sections in their order; the decisions alone are open: they are the answer."""
    numbers = ", ".join(map(str, dossier.numbers))
    cited = sum(bool(place.cited) for place in dossier.places)
    touched = sum(aspect.touched for aspect in dossier.aspects)
    taken = [one for one in (dossier.decision, *(one.decision for one in dossier.actions)) if one and one.pilot]
    bodies = len({body.label for _, body in dossier.pilots})
    given = dossier.grid is not None and dossier.grid.begun
    return (
        Section("decisions", "Intitulé et décisions", _count(len(dossier.history), "décision"), folded=False),
        Section(
            "actions", "Actions", plural(len(dossier.numbers), "action") + f" ({numbers})" if numbers else "aucune"
        ),
        *(
            [Section("a-rattacher", "Actions à rattacher, non décidé", _waiting(dossier.waiting))]
            if dossier.waiting
            else []
        ),
        Section(
            "indicateurs",
            "Indicateurs",
            f"{len(dossier.lines)}, dont {len(dossier.fed) or 'aucun'} avec une valeur" if dossier.lines else "aucun",
        ),
        Section(
            "territoires",
            "Territoires touchés",
            f"{plural(cited, 'arrondissement cité', 'arrondissements cités')} sur {len(dossier.places)}",
        ),
        Section(
            "dimensions", "Dimensions et leviers", f"{touched or 'aucun'} sur {len(dossier.aspects)} avec un lien écrit"
        ),
        Section(
            "pilotes",
            "Pilotes",
            f"{_count(len(taken), 'décidé', 'décidés', 'aucun décidé')}, "
            f"{_count(bodies, 'écrit en 2023', 'écrits en 2023', 'aucun écrit en 2023')}",
        ),
        Section("conditions", "Conditions de réussite", _count(len(dossier.conditions), "rattachée", "rattachées")),
        Section(
            "avis",
            "Avis recueillis",
            f"{plural(len(dossier.remarks), 'contribution')}, {plural(len(dossier.answers), 'réponse')}, "
            f"avis du COTECH {'donné' if given else 'non donné'}",
        ),
        Section(
            "preuves",
            "Preuves et précautions",
            f"{plural(len(dossier.sources), 'document')}, {plural(len(dossier.caveats), 'précaution')}",
        ),
    )


def _waiting(waiting: Waiting) -> str:
    numbers = waiting.numbers
    return f"{plural(len(numbers), 'action')} ({', '.join(map(str, numbers))}), d'après la préparation"


def _count(count: int, one: str, several: str = "", none: str = "aucune") -> str:
    return plural(count, one, several or f"{one}s") if count else none


def contents(sections: Sequence[Section]) -> Html:
    """Where each section is and what it holds; a link opens it and goes there."""
    return element(
        "nav",
        element("h3", "Dans ce dossier"),
        element(
            "ul",
            *(
                element(
                    "li",
                    element("a", one.title, href=f"#section-{one.name}"),
                    element("span", f" {one.words}", class_="sd-small"),
                )
                for one in sections
            ),
        ),
        element("button", "Tout ouvrir", type="button", data_tout_ouvrir="oui", class_="sd-button sd-button--plain"),
        class_="sd-contents",
        aria_label="Sections du dossier",
    )


def section_block(section: Section, *content: Html | None) -> Html:
    """One section under its title; the reader opens it, paper shows it whole."""
    return element(
        "details",
        element("summary", element("h2", section.title), element("span", section.words, class_="sd-small")),
        *content,
        id=f"section-{section.name}",
        open=not section.folded,
        class_="sd-fold",
    )
