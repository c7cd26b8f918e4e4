"""Who holds which role, and what was given or withdrawn. Pure but for the form that asks for a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from components.drafts import draft_key
from components.html import Html, element
from components.icons import icon
from components.imports import moment
from components.table import html_table
from data.deciding.roles import RoleLine
from data.decision import ACTOR_ROLE_LABELS, Grant

#: What each role opens, in one sentence.
ROLE_MEANS = {
    "lecteur": "lit tout, n'écrit rien",
    "pilote": "répond au tour des pilotes et donne les suites de son action",
    "referent": "recueille ce qui se dit dans son arrondissement (sous-préfet, vice-président ou agent du Département)",
    "secretariat": "prépare, conduit les réunions, enregistre, importe, donne les rôles",
    "presidence": "décide et valide les relevés ; les deux coprésidents ont les mêmes droits",
}
_WHOLE = "Tout le schéma"


def roles_table(lines: Iterable[RoleLine], scopes: Mapping[str, str]) -> Html:
    """The roles in force. `scopes`: code → words."""
    rows = [
        (
            line.grant.subject,
            ACTOR_ROLE_LABELS[line.grant.role],
            scopes.get(line.grant.scope, _WHOLE),
            line.by,
            moment(line.at.isoformat()),
        )
        for line in lines
    ]
    return html_table("Rôles donnés", ("Personne", "Rôle", "Portée", "Donné par", "Quand"), rows)


def roles_journal(lines: Iterable[RoleLine], scopes: Mapping[str, str]) -> Html:
    """All that was given and withdrawn, the latest first."""
    rows = [
        (
            moment(line.at.isoformat()),
            "Retiré" if line.withdrawn else "Donné",
            line.grant.subject,
            f"{ACTOR_ROLE_LABELS[line.grant.role]}, {scopes.get(line.grant.scope, _WHOLE).lower()}",
            line.by,
        )
        for line in lines
    ]
    return html_table(
        "Journal des rôles, le plus récent d'abord", ("Quand", "Quoi", "Personne", "Rôle et portée", "Par"), rows
    )


def meanings_table() -> Html:
    """What each role may do."""
    rows = [(ACTOR_ROLE_LABELS[role], means) for role, means in ROLE_MEANS.items()]
    return html_table("Ce que chaque rôle permet", ("Rôle", "Ce qu'il permet"), rows, pairs=True)


def ask_role(scopes: Mapping[str, Mapping[str, str]], wrong: str) -> Grant | None:
    """The role to give, once asked for; None until then. `scopes`: role → its scopes (empty: the whole schéma)."""
    subject = st.text_input(
        "Adresse électronique ou identifiant de la personne", autocomplete="off", key=draft_key("role", "personne")
    )
    if wrong:
        st.html(element("p", icon("caveat"), f" {wrong}", role="alert", class_="sd-fault"))
    role_side, scope_side = st.columns(2)
    role = role_side.selectbox(
        "Rôle",
        list(ROLE_MEANS),
        format_func=ACTOR_ROLE_LABELS.__getitem__,
        filter_mode=None,
        key=draft_key("role", "r"),
    )
    known = scopes.get(role or "", {})
    scope = ""
    if known:
        scope = scope_side.selectbox(
            "Portée", list(known), format_func=known.__getitem__, filter_mode=None, key=draft_key("role", f"p-{role}")
        )
    if not st.button("Donner ce rôle", type="primary", key=draft_key("role", "donner")):
        return None
    return Grant(subject or "", role or "", scope or "")


def choose_role_to_withdraw(lines: Iterable[RoleLine], scopes: Mapping[str, str]) -> RoleLine | None:
    """The role to withdraw, once confirmed; None until then."""
    held = list(lines)
    if not held:
        return None
    chosen = st.selectbox(
        "Rôle à retirer",
        range(len(held)),
        format_func=lambda place: (
            f"{held[place].grant.subject} – {ACTOR_ROLE_LABELS[held[place].grant.role]}, "
            f"{scopes.get(held[place].grant.scope, _WHOLE).lower()}"
        ),
        filter_mode=None,
        key=draft_key("role", "retrait"),
    )
    return held[chosen] if st.button("Retirer ce rôle", key=draft_key("role", "retirer")) else None
