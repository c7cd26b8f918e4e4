"""The page shown for an address that no page of the navigation answers."""

import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import Page

UNKNOWN_TITLE = "Page introuvable"


def unknown_address(url: str | None, known: Collection[str]) -> str | None:
    """The page name in this URL when it is none of the known `url_path`s; None at the root or on a known page."""
    name = unquote(urlsplit(url or "").path).strip("/")
    return None if not name or name in known or not re.fullmatch(r"[^/\s]{1,200}", name) else name


def page_for_unknown(name: str, home: Page) -> Page:
    """A page, absent from the menu, that answers this address in French.

    Declared to the navigation it keeps Streamlit from opening an English dialog over the first page.
    """

    def show_unknown() -> None:
        st.title(UNKNOWN_TITLE)
        st.text(f"L’adresse « /{name} » ne correspond à aucune page du tableau de bord.")
        st.page_link(home, label="Revenir à l’accueil")

    return st.Page(show_unknown, title=UNKNOWN_TITLE, url_path=name, visibility="hidden")
