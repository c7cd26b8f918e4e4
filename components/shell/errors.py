"""What a reader sees when a page fails: one French sentence; the details go to the server's log."""

import logging
import uuid

import streamlit as st

_LOG = logging.getLogger(__name__)


def show_script_error(error: Exception) -> bool:
    """Log the error under a short reference and show that reference. Returns True: Streamlit shows nothing more."""
    reference = uuid.uuid4().hex[:8]
    _LOG.error("page error %s", reference, exc_info=error)
    st.error(
        "Cette page n’a pas pu s’afficher entièrement. Rechargez-la ; si le problème persiste, "
        f"signalez la référence {reference} au secrétariat."
    )
    return True
