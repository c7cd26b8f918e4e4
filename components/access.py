"""The page of whom the dashboard does not open to: why, and what to do. Nothing else is shown."""

from __future__ import annotations

import streamlit as st

from components.html import element, joined
from components.identity import email_set_aside, signs_on
from data.decision import Actor

CLOSED_TITLE = "Ce tableau de bord n'est pas ouvert à cette adresse"
SIGN_ON_TITLE = "Identifiez-vous pour ouvrir le tableau de bord"
NO_ROLE_TITLE = "Votre compte n'a pas encore accès au tableau de bord"
UNREACHABLE_TITLE = "Le tableau de bord ne peut pas vérifier votre accès"


def show_refusal(actor: Actor, trouble: str = "") -> None:
    """Why `actor` reads nothing here. `trouble`: the roles could not be read, and nobody is let in on a guess."""
    if trouble:
        _page(UNREACHABLE_TITLE, trouble, "Rechargez la page dans un instant.")
    elif actor.mode == "oidc":
        _page(
            NO_ROLE_TITLE,
            "Vous êtes identifié, mais aucun rôle ne vous a été donné.",
            f"Demandez-le au secrétariat commun (État et Département) avec cet identifiant : {actor.subject}",
            *_email_words(email_set_aside()),
        )
        st.button("Se déconnecter", on_click=st.logout)
    elif signs_on():
        _page(SIGN_ON_TITLE, "Il est réservé aux membres du comité de pilotage et à leurs équipes.")
        st.button("S'identifier", type="primary", on_click=st.login)
    else:
        _page(
            CLOSED_TITLE,
            "Ce serveur est joignable par d'autres machines et n'identifie pas ses lecteurs : il ne montre rien.",
            "Ouvrez le tableau de bord sur le poste de présentation, à l'adresse http://127.0.0.1, ou demandez à "
            "l'administrateur d'activer l'identification.",
        )


def _email_words(email: str) -> tuple[str, ...]:
    """Why the e-mail of the sign-on is not the identifier; nothing when it is."""
    if not email:
        return ()
    return (
        f"L'adresse {email} n'a pas été prise en compte : le service d'identification ne dit pas avoir vérifié qu'elle "
        "est la vôtre, et n'importe qui pourrait l'avoir saisie. Un rôle donné à cette adresse ne s'ouvre donc pas ; "
        "faites-la vérifier par ce service, ou demandez un rôle pour l'identifiant ci-dessus.",
    )


def _page(title: str, *lines: str) -> None:
    st.html(
        element("section", joined([element("h1", title), *(element("p", line) for line in lines)]), class_="sd-refused")
    )
