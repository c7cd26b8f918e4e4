"""Who is in front of the screen. The only reader of `st.user`; identity never gives a role, a grant does.

Signed in (OpenID Connect, through `st.login`), else the presentation machine, where name and capacity are typed once a
session and recorded as declared, else nobody.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

import streamlit as st

from components.drafts import draft_key, keep_draft, read_draft
from components.html import element, joined
from components.local_mode import LOCAL_WORDS, is_local
from data.deciding.faults import clean, text_faults
from data.decision import Actor

NAME_LIMIT, CAPACITY_LIMIT = 80, 120
NOBODY = Actor("", "", "", "anonyme")
_ASKED = "identite"
#: Issuers (`iss`, separated by commas) that give out only the e-mails they have checked, without saying so in a claim.
EMAIL_ISSUERS = "SDAASP_EMAIL_ISSUERS"


def signs_on() -> bool:
    """Whether this server identifies its readers: Streamlit then always says whether one is signed in."""
    return "is_logged_in" in st.user


def current_actor() -> Actor:
    """The person signed in, the presentation machine's (name and capacity may still be empty), or nobody."""
    if signs_on():
        return _signed_in() or NOBODY
    if not is_local():
        return NOBODY
    name, capacity = read_draft("signature") or ("", "")
    return Actor("", name, capacity, "local")


def _signed_in() -> Actor | None:
    claims = _claims()
    if claims.get("is_logged_in") is not True:
        return None
    subject = str(claims.get("sub") or "").strip()
    if _email(claims) and _is_checked(claims):
        subject = _email(claims)
    name = str(claims.get("name") or " ".join(str(claims.get(part) or "") for part in ("given_name", "usual_name")))
    capacity = str(claims.get("organizational_unit") or "")
    return Actor(subject, clean(name)[:NAME_LIMIT] or subject, clean(capacity)[:CAPACITY_LIMIT], "oidc")


def email_set_aside() -> str:
    """The e-mail the sign-on gives without having checked that it is the reader's: it identifies nobody. Else empty."""
    claims = _claims()
    return "" if _is_checked(claims) else _email(claims)


def _claims() -> dict[str, str | bool]:
    return {str(key): value for key, value in st.user.items() if isinstance(value, (str, bool))}


def _email(claims: Mapping[str, str | bool]) -> str:
    return str(claims.get("email") or "").strip().lower()


def _is_checked(claims: Mapping[str, str | bool]) -> bool:
    """Whether the e-mail may identify: the issuer says it checked it, or is known to give no other.

    Anyone can write someone else's address in an account whose provider checks nothing: silence is not a yes.
    """
    said = claims.get("email_verified")
    if said is None:
        trusted = {issuer.strip() for issuer in os.environ.get(EMAIL_ISSUERS, "").split(",")} - {""}
        return claims.get("iss") in trusted
    return said in {True, "true"}


def identified_actor() -> Actor | None:
    """Before anything is written: who writes, asked once a session; None until it is known.

    Draws one line, or on the presentation machine the two fields to fill in first.
    """
    actor = current_actor()
    if actor.mode != "local":
        return actor if actor.subject else None
    if actor.name and not read_draft(_ASKED):
        line, change = st.columns([4, 1], vertical_alignment="center")
        line.html(
            element("p", "Enregistré au nom de : ", element("strong", signature(actor)), class_="sd-small sd-signed")
        )
        change.button("Changer de nom", key="changer-identite", on_click=keep_draft, args=(_ASKED, True))
        return actor
    return _ask(actor)


def signature(actor: Actor) -> str:
    """« Camille Essai, secrétariat commun (identité déclarée) », as it is recorded."""
    said = f"{actor.name}, {actor.capacity}" if actor.capacity else actor.name
    return f"{said} (identité déclarée)" if actor.declared else said


def mode_words(actor: Actor) -> str:
    """What the top of every page says of the reader: « Mode local – identité déclarative »."""
    if actor.declared:
        return "Mode local – identité déclarative" + (f" · {actor.name}" if actor.name else "")
    return f"Identifié : {actor.name}"


def _ask(actor: Actor) -> Actor | None:
    with st.form("identite", enter_to_submit=True):
        st.html(joined([element("strong", "Qui enregistre ?"), element("p", LOCAL_WORDS, class_="sd-small")]))
        name_side, capacity_side = st.columns(2)
        name = name_side.text_input(
            "Votre nom", actor.name, max_chars=NAME_LIMIT, autocomplete="name", key=draft_key(_ASKED, "nom")
        )
        capacity = capacity_side.text_input(
            "Votre qualité (service, fonction)",
            actor.capacity,
            max_chars=CAPACITY_LIMIT,
            key=draft_key(_ASKED, "qualite"),
        )
        sent = st.form_submit_button("Continuer")
    if not sent:
        return None
    typed = clean(name), clean(capacity)
    faults = [
        *text_faults("nom", typed[0], limit=NAME_LIMIT, required="Saisissez votre nom."),
        *text_faults("qualite", typed[1], limit=CAPACITY_LIMIT, required="Saisissez votre qualité."),
    ]
    if faults:
        st.error(" ".join(fault.message_fr for fault in faults))
        return None
    keep_draft("signature", typed)
    keep_draft(_ASKED, False)
    st.rerun()
