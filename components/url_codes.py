"""Codes of a page's own in its address: which meeting, which point, which view. Checked each time they are read."""

from __future__ import annotations

import re
from collections.abc import Collection

import streamlit as st

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[A-Za-z0-9_.:/-]{1,120}")
PROJECTION = "projection"


def read_uuid(name: str) -> str:
    """An identifier in the address; empty when there is none or when it is no identifier."""
    written = st.query_params.get(name, "")
    return written if _UUID.fullmatch(written) else ""


def read_code(name: str, known: Collection[str] | None = None, default: str = "") -> str:
    """A code in the address; `default` when there is none, when it cannot be one, or when it is not `known`."""
    written = st.query_params.get(name, default)
    return written if (_CODE.fullmatch(written) if known is None else written in known) else default


def write_code(name: str, value: str) -> None:
    """Put a code in the address, or take it away when it is empty."""
    if value:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def is_projected() -> bool:
    """Whether the page is asked as a slide: `vue=projection`."""
    return st.query_params.get("vue") == PROJECTION
