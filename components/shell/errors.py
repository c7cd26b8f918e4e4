"""What a reader sees when a page fails: one French sentence; the details go to the server's log."""

import logging
import uuid

import streamlit as st

_LOG = logging.getLogger(__name__)


def show_script_error(error: Exception) -> bool:
    """Show what the error says of itself in French, else a short reference to the log.

    Returns True: Streamlit shows nothing more.
    """
    if told := getattr(error, "message_fr", ""):
        # What we raise ourselves already says in French why, and what to do.
        _LOG.warning("told to the reader: %s", told, exc_info=error)
        st.error(told)
        return True
    reference = uuid.uuid4().hex[:8]
    _LOG.error("page error %s", reference, exc_info=error)
    st.error(
        "Cette page n’a pas pu s’afficher entièrement. Rechargez-la ; si le problème persiste, "
        f"signalez la référence {reference} au secrétariat."
    )
    return True
