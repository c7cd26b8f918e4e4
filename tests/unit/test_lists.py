"""The lists to choose several things from: Enter takes one, and no line of the widget's own is in English."""

from __future__ import annotations

import ast
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def test_no_list_offers_to_take_every_match_at_once() -> None:
    """« Select 2 matches » stands first while typing: Enter would choose bodies that nobody meant."""
    calls = [
        (path.name, call)
        for room in ("components", "pages")
        for path in sorted((PROJECT / room).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "multiselect"
    ]
    assert len(calls) > 10
    offering = [
        f"{name}:{call.lineno}"
        for name, call in calls
        if not any(
            word.arg == "select_all" and isinstance(word.value, ast.Constant) and word.value.value is False
            for word in call.keywords
        )
    ]
    assert offering == []
