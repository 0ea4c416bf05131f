"""Domain values as JSON and back, exactly: `decode(kind, encode(value)) == value` for every value of `kind`.

The shape follows the dataclass: one object per value, a field left out when it has its default, tuples as arrays,
dates as ISO text, enumerations as their value. Where a field may hold one of several value types (`FieldValue`) the
object says which in `$`. Unknown keys are an error: a record of a newer program is not read halfway.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin

T = TypeVar("T")
Json = Any
"""What `json.dumps` takes: None, bool, int, float, str, list, dict."""

_PLAIN = (str, int, float, bool, type(None))


def dumps(value: object) -> str:
    """A domain value as one line of JSON; the same value always gives the same text."""
    return to_text(encode(value))


def to_text(data: Json) -> str:
    """JSON data as one line that any database and file can hold: half characters (lone surrogates) are escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text


def loads(kind: type[T], text: str) -> T:
    """Read what `dumps` wrote for a value of `kind`; raises ValueError for anything else."""
    return decode(kind, json.loads(text))


def encode(value: object) -> Json:
    """A domain value as plain JSON data; raises TypeError for what is no domain value."""
    kind: Any = type(value)
    return _encoder(kind)(value)


def decode(kind: type[T], data: Json) -> T:
    """The domain value that `encode` turned into `data`; raises ValueError where the data do not fit `kind`."""
    try:
        hint: Any = kind
        return typing.cast(T, _decoder(hint)(data))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"this is no {getattr(kind, '__name__', kind)}: {error}") from error


# ------------------------------------------------------------------------------------------------- to JSON


@functools.cache
def _encoder(kind: Any) -> Callable[[Any], Json]:
    if issubclass(kind, Enum):
        return lambda value: value.value
    if kind in _PLAIN:
        return lambda value: value
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, bytes):
        return lambda value: base64.b64encode(value).decode("ascii")
    if issubclass(kind, tuple):
        return lambda value: [encode(item) for item in value]
    if issubclass(kind, Mapping):
        return lambda value: {key: encode(item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        return _dataclass_encoder(typing.cast(type, kind))
    raise TypeError(f"{kind.__name__} is no domain value")


def _dataclass_encoder(kind: type) -> Callable[[Any], Json]:
    tagged = {name for name, hint in _hints(kind).items() if _needs_tag(hint)}
    plan = tuple((field.name, _default(field), field.name in tagged) for field in dataclasses.fields(kind))

    def write(value: Any) -> Json:
        out: dict[str, Json] = {}
        for name, default, tag in plan:
            item = getattr(value, name)
            if default is not _NO_DEFAULT and type(item) is type(default) and item == default:
                continue
            out[name] = _tag(item) if tag else encode(item)
        return out

    return write


def _tag(item: object) -> Json:
    if dataclasses.is_dataclass(item):
        return {"$": type(item).__name__, **encode(item)}
    return encode(item)


class _NoDefault:
    pass


_NO_DEFAULT = _NoDefault()


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _NO_DEFAULT


# ------------------------------------------------------------------------------------------------- from JSON


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _members(hint: Any) -> tuple[Any, ...]:
    """The types of a union without None; of anything else, itself."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        return tuple(arg for arg in get_args(hint) if arg is not type(None))
    return (hint,)


def _needs_tag(hint: Any) -> bool:
    return len(_members(hint)) > 1


@functools.cache
def _decoder(hint: Any) -> Callable[[Json], Any]:
    members = _members(hint)
    if len(members) > 1:
        return _tagged_decoder(members)
    if members[0] is not hint:
        inner = _decoder(members[0])
        return lambda data: None if data is None else inner(data)
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple_decoder(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        item = _decoder(get_args(hint)[1])
        return lambda data: MappingProxyType({key: item(value) for key, value in data.items()})
    return _plain_decoder(hint)


def _plain_decoder(hint: Any) -> Callable[[Json], Any]:
    if dataclasses.is_dataclass(hint):
        return _dataclass_decoder(typing.cast(type, hint))
    if issubclass(hint, Enum):
        return typing.cast("Callable[[Json], Any]", hint)
    if issubclass(hint, datetime):
        return datetime.fromisoformat
    if issubclass(hint, date):
        return date.fromisoformat
    if issubclass(hint, bytes):
        return lambda data: base64.b64decode(data, validate=True)
    if hint is float:
        return float
    return _checked(hint)


def _checked(hint: type) -> Callable[[Json], Any]:
    def read(data: Json) -> Any:
        if type(data) is not hint:
            raise TypeError(f"{data!r:.40} is not {hint.__name__}")
        return data

    return read


def _tuple_decoder(args: tuple[Any, ...]) -> Callable[[Json], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        item = _decoder(args[0])
        return lambda data: tuple([item(value) for value in data])
    items = tuple(_decoder(arg) for arg in args)
    return lambda data: tuple(read(value) for read, value in zip(items, data, strict=True))


def _tagged_decoder(members: tuple[Any, ...]) -> Callable[[Json], Any]:
    by_name = {
        str(member.__name__): _decoder(member)
        for member in members
        if isinstance(member, type) and dataclasses.is_dataclass(member)
    }
    plain = next((_decoder(member) for member in members if not dataclasses.is_dataclass(member)), None)

    def read(data: Json) -> Any:
        if isinstance(data, dict):
            return by_name[data["$"]]({key: value for key, value in data.items() if key != "$"})
        if data is None or plain is None:
            return None
        return plain(data)

    return read


def _dataclass_decoder(kind: type) -> Callable[[Json], Any]:
    hints = _hints(kind)

    def read(data: Json) -> Any:
        readers = fields()
        return kind(**{name: readers[name](value) for name, value in data.items()})

    @functools.cache
    def fields() -> dict[str, Callable[[Json], Any]]:
        # looked up on first use, so that a type may hold itself
        return {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(kind)}

    return read
