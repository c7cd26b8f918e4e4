"""« Précautions de lecture »: what a reader must know before trusting a figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from components.formats import plural
from components.html import Html, element
from components.icons import icon
from components.source import sources_words
from data.model import CATEGORY_LABELS, SEVERITY_LABELS, Caveat


def caveat_card(caveat: Caveat, *, open_: bool = False, subjects: Html | None = None) -> Html:
    """A caveat as a line that opens on its statement, why it matters, how the screen shows it, its exact quotes."""
    quotes = (
        element("ul", *(element("li", words) for words in sources_words(caveat.sources)))
        if caveat.sources
        else element("p", "Précaution sur une absence : il n'y a rien à citer.", class_="sd-small")
    )
    return element(
        "details",
        element(
            "summary",
            icon("caveat"),
            element("span", caveat.title),
            element("span", CATEGORY_LABELS[caveat.category], class_="sd-tag"),
            element("span", f"Gravité {caveat.severity}", class_="sd-tag"),
        ),
        element("p", caveat.statement),
        element("p", element("strong", "Pourquoi cela compte : "), caveat.effect),
        subjects,
        quotes,
        class_=f"sd-caveat sd-caveat--{caveat.severity}",
        open=open_,
    )


def caveat_list(
    caveats: Sequence[Caveat],
    title: str = "Précautions de lecture",
    subjects: Callable[[Caveat], Html] | None = None,
    fold: int = 0,
    printed_titles: bool = False,
) -> Html:
    """The caveats that touch what is on screen, gravest first; says so when there is none.

    `fold`: how many stay in sight at least (all of severity A do); 0 shows them all. `printed_titles`: on paper, the
    line of each alone.
    """
    if not caveats:
        return element("p", "Aucune précaution de lecture n'est attachée.", class_="sd-small")
    cards = [caveat_card(caveat, subjects=subjects(caveat) if subjects else None) for caveat in caveats]
    seen = len(cards) if fold == 0 else max(fold, sum(caveat.severity == "A" for caveat in caveats))
    rest = element(
        "details",
        element("summary", f"Voir {plural(len(cards) - seen, 'autre précaution', 'autres précautions')}"),
        *cards[seen:],
    )
    return element(
        "section",
        element("h3", f"{title} ({len(caveats)})") if title else None,
        severity_key({caveat.severity for caveat in caveats}),
        *cards[:seen],
        rest if len(cards) > seen else None,
        class_="sd-caveats sd-caveats--titles" if printed_titles else "sd-caveats",
    )


def severity_key(shown: Collection[str] = tuple(SEVERITY_LABELS)) -> Html:
    """What the severities `shown` mean, in words."""
    said = " ; ".join(words for severity, words in SEVERITY_LABELS.items() if severity in shown)
    return element("p", element("strong", "Gravité : "), f"{said}.", class_="sd-small sd-severity-key")
