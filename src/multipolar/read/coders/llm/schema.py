"""Schema: what the model may answer, made from the records of the contract.

In: the dataclasses of `ledger/records.py`. Out: a JSON schema. Left out is what the page decides and not the model:
ids, offsets, CAMEO codes, contexts, the coder. Asked in their place: `speaker`, in whose words the act is told.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from multipolar.ledger.plover import modes, types
from multipolar.ledger.records import Event

Schema = dict[str, Any]
OURS = {
    "Event": {"id", "document", "start", "end", "contexts", "cameo", "voice", "coder", "rule"},
    "Party": {"start", "end"},
    "Amount": {"period"},
}
PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}


@cache
def schema() -> Schema:
    """Return the schema of an answer: {"events": [event, …]}."""
    event = _of(Event)
    event["properties"] |= {
        "type": {"type": "string", "enum": list(types())},
        "mode": {"enum": [None, *dict.fromkeys(mode for kind in types() for mode in modes(kind))]},
        "speaker": {"type": ["string", "null"]},
    }
    event["required"] = list(event["properties"])
    return _object({"events": {"type": "array", "items": event}})


def _of(kind: Any) -> Schema:  # noqa: ANN401 : any annotation of a field
    """Return the schema of an annotation."""
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    if get_origin(kind) is UnionType:
        return {"anyOf": [_of(each) for each in get_args(kind)]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0])}
    if isinstance(kind, type) and is_dataclass(kind):
        hints, ours = get_type_hints(kind), OURS.get(kind.__name__, set())
        return _object({each.name: _of(hints[each.name]) for each in fields(kind) if each.name not in ours})
    if kind is date:
        return {"type": "string", "format": "date"}
    return {"type": PLAIN[kind]}


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
