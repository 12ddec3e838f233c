"""The dataclasses of ``rashomon.model`` as JSON and back, exactly.

``decode(type(x), encode(x)) == x`` for everything in the model, with the same types all the way down: an ``int`` in a field
annotated ``float`` comes back as an ``int``, so that a cached reading and a fresh one give the same bytes in a brief.
(Pydantic's ``TypeAdapter`` was measured beside this: it turns 30 into 30.0, and its import alone costs more than opening
a workspace.) Fields that hold their default are left out, so a field added later with a default reads old records.

Bodies are kept deflated at level 1: readings repeat themselves a great deal, and deflating one takes a tenth of the time that
encoding it takes.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Converter = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, type(None))


class Undecodable(ValueError):
    """Bytes that are no record of the asked type."""


def encode(value: object) -> bytes:
    """One dataclass of the model as compact JSON, ASCII only (so lone surrogates survive)."""
    return json.dumps(value, default=_as_dict, separators=(",", ":"), check_circular=False).encode("ascii")


def decode(kind: type[T], data: bytes) -> T:
    """The dataclass ``kind`` that ``encode`` wrote. Raises ``Undecodable`` on anything else."""
    try:
        value: T = _decoder(cast(Any, kind))(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Undecodable(f"not a {kind.__name__}: {problem!r}") from problem
    return value


def pack(data: bytes) -> bytes:
    """Bytes as kept in the database."""
    return zlib.compress(data, 1)


def unpack(data: bytes) -> bytes:
    """The bytes that ``pack`` was given. Raises ``Undecodable``."""
    try:
        return zlib.decompress(data)
    except (zlib.error, TypeError) as problem:
        raise Undecodable(f"not a packed record: {problem}") from problem


@cache
def _defaults(kind: type) -> tuple[tuple[str, Callable[[Any], Any], object], ...]:
    # MISSING is never a field's value, so a field without a default is never left out, nor one whose default is a
    # float, since 0.0 == -0.0.
    found = []
    for item in fields(kind):
        default = item.default_factory() if item.default_factory is not MISSING else item.default
        found.append((item.name, attrgetter(item.name), MISSING if isinstance(default, float) else default))
    return tuple(found)


def _as_dict(value: object) -> dict[str, object]:
    # Tuples and StrEnum members are JSON already, so only dataclasses come here.
    kind: Any = type(value)
    if not hasattr(kind, "__dataclass_fields__"):
        raise TypeError(f"no record of the model: {kind.__name__}")
    return {
        name: held
        for name, get, default in _defaults(kind)
        if (held := get(value)) is not default and not _same(held, default)
    }


def _same(held: object, default: object) -> bool:
    # 0 == 0.0 == False, so equality alone would lose the type; identity alone would make the bytes depend on interning.
    return type(held) is type(default) and held == default


@cache
def _decoder(kind: type) -> _Converter:
    hints = get_type_hints(kind)
    converters = [(item.name, made) for item in fields(kind) if (made := _converter(hints[item.name])) is not None]
    if not converters:
        return lambda held: kind(**held)

    def build(held: dict[str, Any]) -> Any:
        for name, convert in converters:
            value = held.get(name)
            if value is not None:
                held[name] = convert(value)
        return kind(**held)

    return build


def _converter(hint: Any) -> _Converter | None:
    """What turns parsed JSON into ``hint``; ``None`` where JSON's own value is it already."""
    if hint in _PLAIN:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        return _converter(inner)
    if origin is tuple:
        return _tuple_of(_converter(get_args(hint)[0]))
    if origin is dict:
        return None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    if hasattr(hint, "__dataclass_fields__"):
        return _decoder(hint)
    raise TypeError(f"no way to read {hint!r} from JSON")


def _tuple_of(convert: _Converter | None) -> _Converter:
    if convert is None:
        return tuple
    return lambda held: tuple(map(convert, held))
