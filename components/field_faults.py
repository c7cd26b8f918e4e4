"""What is wrong in a field, said beside it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.html import Html, element, joined
from data.deciding.faults import Fault


def field_fault(fault: Fault) -> Html:
    """One fault, as a screen reader announces it."""
    return element("p", fault.message_fr, class_="sd-field-fault", role="alert")


def fault_lines(faults: Sequence[Fault], *fields: str) -> Html:
    """What is wrong in these fields, one line each."""
    return joined(field_fault(fault) for fault in faults if fault.field in fields)
