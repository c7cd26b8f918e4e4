"""The one renderer of HTML: everything put into it is escaped unless it was built here. Pure.

`st.html` shows what it is given; a fact's words, a body's name or a user's text could hold markup. `element` escapes
each child that is not itself an `Html`, so nothing from outside can become a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_VOID = {"br", "hr", "img", "col", "path", "rect", "circle", "input"}


class Html(str):
    """Markup built by this module, safe to show as it is."""

    __slots__ = ()


def element(name: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """`<name attributes>children</name>`.

    A trailing underscore avoids Python's words (`class_`), an inner one becomes a dash (`aria_label`). `None` and
    `False` attributes are left out; `True` writes the bare attribute.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value), quote=True)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(children)}</{name}>")


def joined(children: Iterable[str | None], separator: str = "") -> Html:
    """Children one after the other, each escaped unless it is already `Html`."""
    return Html(
        escape(separator).join(
            child if isinstance(child, Html) else escape(typographic(child), quote=False)
            for child in children
            if child is not None
        )
    )


def typographic(words: str) -> str:
    """French spacing: the space before « : ; ? ! % » and inside guillemets and numbers never breaks a line.

    The sources are typed with plain spaces, which anyone can do; only spaces change, so a quote keeps its words.
    """
    words = re.sub(r" (?=[;?!%](?:\s|$|[).,»]))", "\u202f", words)
    words = re.sub(r" (?=:(?:\s|$))", "\u00a0", words)
    words = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "\u202f", words)
    return words.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
