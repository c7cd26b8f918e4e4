"""Is this a machine of the meeting room, reached by itself alone? Until sign-on, only there may anything be changed."""

from __future__ import annotations

import streamlit as st

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}

LOCAL_WORDS = (
    "Mode local – identité déclarative : le nom et la qualité saisis sont enregistrés, ils ne sont pas vérifiés."
)
CLOSED_WORDS = (
    "Ce serveur est joignable par d'autres machines et n'identifie pas ses lecteurs : les imports y sont fermés. "
    "Importez depuis le poste de présentation."
)


def is_local() -> bool:
    """Whether the server listens to this machine alone, under its own names alone (its settings, not the visitor)."""
    names = st.get_option("server.allowedHosts") or [""]
    return st.get_option("server.address") in _LOOPBACK and set(names) <= _LOOPBACK
