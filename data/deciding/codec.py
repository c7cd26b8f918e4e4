"""A frozen type to a payload of the journal, and back. Pure.

Dates are written in ISO, tuples as lists, nested types as objects. A key that the type does not know is ignored and a
missing one takes its default: a line written by another version can still be read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from data.deciding.faults import Fault, InvalidError

Kind = TypeVar("Kind")
_PLAIN = (str, bool, int, float)


def to_payload(value: Any) -> dict[str, Any]:
    """The fields of a dataclass instance, as JSON values only."""
    return {field.name: _written(getattr(value, field.name)) for field in dataclasses.fields(value)}


def from_payload(cls: type[Kind], payload: Mapping[str, Any]) -> Kind:
    """The instance that was written. Raises `InvalidError` naming the field that cannot be read."""
    hints, values = _hints(cls), {}
    for field in dataclasses.fields(typing.cast(Any, cls)):
        if field.name in payload:
            values[field.name] = _read(hints[field.name], payload[field.name], field.name)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise _unreadable(field.name)
    return cls(**values)


def _written(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_payload(value)
    if isinstance(value, dt.date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _written(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_written(item) for item in value]
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _read(hint: Any, value: Any, name: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        if value is None and type(None) in arguments:
            return None
        return _read(next(part for part in arguments if part is not type(None)), value, name)
    if origin is tuple:
        return _tuple(arguments, value, name)
    if hint in {dt.date, dt.datetime} and isinstance(value, str):
        try:
            return typing.cast(type[dt.date], hint).fromisoformat(value)
        except ValueError:
            raise _unreadable(name) from None
    if dataclasses.is_dataclass(hint) and isinstance(value, Mapping):
        return from_payload(typing.cast(type, hint), value)
    expected = origin or hint
    if expected is float and type(value) is int:
        return float(value)
    # `True` is an int to Python, not to a reader.
    if expected in _PLAIN and type(value) is not expected:
        raise _unreadable(name)
    if isinstance(expected, type) and expected is not object and not isinstance(value, expected):
        raise _unreadable(name)
    return value


def _tuple(arguments: tuple[Any, ...], value: Any, name: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise _unreadable(name)
    if arguments[-1] is Ellipsis:
        return tuple(_read(arguments[0], item, name) for item in value)
    if len(arguments) != len(value):
        raise _unreadable(name)
    return tuple(_read(part, item, name) for part, item in zip(arguments, value, strict=True))


def _unreadable(name: str) -> InvalidError:
    return InvalidError([Fault(name, f"Ce qui est enregistré est illisible (champ « {name} »).")])
