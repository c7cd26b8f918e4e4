"""Is this a machine of the meeting room, reached by itself alone? Without sign-on, only there is anything shown."""

from __future__ import annotations

import streamlit as st

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
#: What a proxy adds: the visitor is then elsewhere, whatever the server listens to.
_FORWARDED = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "Via")

LOCAL_WORDS = (
    "Mode local – identité déclarative : le nom et la qualité saisis sont enregistrés, ils ne sont pas vérifiés."
)


def is_local() -> bool:
    """Whether the server listens to this machine alone, under its own names alone, and no proxy passes others on."""
    names = st.get_option("server.allowedHosts") or [""]
    alone = st.get_option("server.address") in _LOOPBACK and set(names) <= _LOOPBACK
    return alone and not any(st.context.headers.get(name) for name in _FORWARDED)
