"""Slides on a screen: read at ten metres, never cut. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.exports.deck import Badge, Bars, Block, Board, KeyFigure, Lines, Links, Shades, Slide
from components.figures.plain_chart import Chart, svg_address, svg_chart
from components.figures.small_map import FILLS
from components.frame_parts import INSTITUTIONS
from components.html import Html, element, joined
from components.icons import icon
from components.status import badge
from components.table import html_table
from data.model import LINK_LABELS, READING_LABELS

#: Draws the small map of the arrondissements: code → colour, and the one to outline, to the address of an image.
MapImage = Callable[[Mapping[str, str], str], str]


def slide_html(slide: Slide, rank: int, total: int, map_image: MapImage) -> Html:
    """One slide. `rank` from 1."""
    return element(
        "article",
        *_inside(slide, rank, total, map_image),
        class_=f"sd-projection sd-slide sd-slide--{slide.kind}",
        aria_label=f"Diapositive {rank} sur {total}",
    )


def _inside(slide: Slide, rank: int, total: int, map_image: MapImage) -> tuple[Html | None, ...]:
    drawn = [_block(block, map_image) for block in slide.blocks]
    if slide.kind == "action":
        # What is told goes down one side, whatever its height; the map stands on the other.
        told = [html for html, block in zip(drawn, slide.blocks, strict=True) if not isinstance(block, Links)]
        maps = [html for html, block in zip(drawn, slide.blocks, strict=True) if isinstance(block, Links)]
        drawn = [element("div", *told, class_="sd-slide__told"), *maps]
    return (
        element("header", element("p", INSTITUTIONS, class_="sd-slide__who")) if slide.kind == "couverture" else None,
        element("p", slide.covers, class_="sd-slide__covers") if slide.covers else None,
        element("h1", slide.title),
        element("p", slide.sentence, class_="sd-slide__sentence") if slide.sentence else None,
        element("div", *drawn, class_="sd-slide__blocks") if drawn else None,
        element(
            "footer",
            element("span", joined([element("strong", "Source : "), slide.source])) if slide.source else None,
            element("span", f"{rank} / {total}", class_="sd-slide__rank"),
        ),
    )


def notes_html(slide: Slide, following: Slide | None, rank: int, total: int, clock: str, map_image: MapImage) -> Html:
    """What the presenter alone reads: the time, the slide to come (of this `rank`, from 1) as it will be, the notes."""
    small = (
        element(
            "div",
            element(
                "div",
                *_inside(following, rank, total, map_image),
                class_=f"sd-projection sd-slide sd-slide--{following.kind}",
            ),
            class_="sd-slide-notes__next",
            aria_hidden="true",
        )
        if following
        else None
    )
    notes = element("ul", *(element("li", line) for line in slide.notes)) if slide.notes else "Pas de note."
    return element(
        "section",
        element("div", element("h2", "Ensuite"), element("strong", clock), class_="sd-slide-notes__time"),
        element("p", following.title if following else "Fin de la présentation.", class_="sd-slide-notes__title"),
        small,
        element("h2", "À dire"),
        element("div", notes, class_="sd-slide-notes__say", tabindex="0", role="region", aria_label="À dire"),
        class_="sd-slide-notes",
    )


def _block(block: Block, map_image: MapImage) -> Html | None:
    if isinstance(block, Badge):
        return element(
            "section",
            element("p", badge(block.reading, block.words), class_="sd-slide__badge"),
            element("p", block.whose),
            class_="sd-slide__status",
        )
    if isinstance(block, KeyFigure):
        return element(
            "section",
            element("p", block.value, class_="sd-slide__value"),
            element("p", element("strong", block.label)),
            element("p", block.when),
            element("p", f"Source : {block.source}", class_="sd-small"),
        )
    if isinstance(block, Links):
        return element(
            "section",
            element("h2", block.title),
            element("img", src=map_image(_fills(block.links), block.outlined), alt=block.words, class_="sd-slide__map"),
            element("p", block.words, class_="sd-small"),
            element("p", _key(block.links), class_="sd-small"),
            class_="sd-slide__place",
        )
    if isinstance(block, Shades):
        return element(
            "section",
            element("h2", block.title),
            element("img", src=map_image(block.fills, block.outlined), alt=block.words, class_="sd-slide__map"),
            element("p", block.key, class_="sd-small"),
        )
    if isinstance(block, Chart):
        return element(
            "section",
            element("h2", block.title),
            element("img", src=svg_address(svg_chart(block)), alt=block.alt, class_="sd-slide__chart"),
        )
    if isinstance(block, Bars):
        return _bars(block)
    if isinstance(block, Board):
        return element(
            "section",
            html_table("Tableau de la diapositive", block.header, block.rows, caption_hidden=True, stack=False),
            class_="sd-slide__board",
        )
    if not block.lines:
        return None
    return _lines(block)


def _fills(links: Mapping[str, str]) -> dict[str, str]:
    return {code: FILLS[link] for code, link in links.items()}


def _lines(block: Lines) -> Html:
    sign = icon("caveat") if block.marked else None
    return element(
        "section",
        element("h2", block.title) if block.title else None,
        element("ul", *(element("li", sign, line) for line in block.lines), class_="sd-plain"),
        class_="sd-slide__lines",
    )


def _bars(block: Bars) -> Html:
    """Bars drawn as a list: a word, a bar, a number; the number is text, so nothing is told by length alone."""
    most = max(block.counts.values(), default=1) or 1
    rows = [
        element(
            "li",
            element("span", READING_LABELS[reading]),
            element(
                "span",
                element(
                    "span",
                    "",
                    class_=f"sd-bar sd-bar--{reading}",
                    style=f"width:{round(100 * count / most)}%",
                ),
                class_="sd-slide__track",
            ),
            element("strong", str(count)),
        )
        for reading, count in block.counts.items()
    ]
    return element(
        "section",
        element("h2", block.title),
        element("ul", *rows, class_="sd-slide__bars sd-plain"),
        class_="sd-slide__wide",
    )


def _key(links: Mapping[str, str]) -> str:
    present = [kind for kind in LINK_LABELS if kind in links.values()]
    shades = {"cited": "bleu", "included": "bleu clair", "not_cited": "hachures"}
    return " ; ".join(f"{LINK_LABELS[kind].lower()} : {shades[kind]}" for kind in present)
