"""What a graph must keep to be gold; each refusal says where it was read, what is wrong and how to mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NoReturn

from tawthiq import lexicon
from tawthiq.corpus.graph import COUNT, LINK_LABELS, NUMBER, SLOTS, SPAN_LABELS, Link, Span
from tawthiq.errors import InputError
from tawthiq.lexicon import EVENT_TYPES, LABELS

_EVENT_KEYS = frozenset(("id", "document", "assertion", "confidence", "evidence", "start", "end", "index"))
_ENTITY_KEYS = frozenset(("id", "name", "rule", "only", "order", "index"))
_MORE_KEYS = {"PLACE": frozenset(("country", "admin1", "lat", "lon")), "DATE": frozenset(("start", "end"))}
_COUNT_KEYS = frozenset(("value", "upper", "bound", "unit", "category", "optional", "rule", "only", "order", "index"))
_ROLES = {label: role for role, (_, label) in SLOTS.items()}
_NUMBERS = ("confidence", "lat", "lon", "order", "index", "value")
# Labels that a link leads from and to; those not here lead from a trigger to any entity.
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "count": (EVENT_TYPES, (COUNT,)),
    "time": (EVENT_TYPES, ("DATE",)),
    "place": (EVENT_TYPES, ("PLACE",)),
    "part_of": ((COUNT,), (COUNT,)),
    "share_of": (EVENT_TYPES, EVENT_TYPES),
    "counts": ((NUMBER,), (COUNT,)),
}
_IS_ID: dict[str, Callable[[str], bool]] = {
    "perpetrator": lexicon.is_actor,
    "victim": lambda id: id in lexicon.PERSONS or id == "family",
    "weapon": lambda id: id in lexicon.WEAPONS,
    "target": lambda id: id in lexicon.PERSONS or id in lexicon.FACILITIES,
    "source": lexicon.is_source,
}


def refuse(thing: Span | Link, what: str) -> NoReturn:
    """Raise an InputError about a span or link."""
    raise InputError(thing.where or thing.label, what)


def check_span(span: Span, text: str) -> None:
    """Label, offsets and attributes of a span.

    Raises:
        InputError: one of them is wrong.
    """
    if span.label not in SPAN_LABELS:
        refuse(span, f"the label {span.label!r} is unknown; take one of {', '.join(SPAN_LABELS)}")
    if not 0 <= span.start < span.end <= len(text):
        refuse(span, f"{span.label} [{span.start}, {span.end}) is empty or outside the text of {len(text)} characters")
    covered = text[span.start : span.end]
    if covered != covered.strip():
        refuse(span, f"{span.label} {covered!r} begins or ends in white space; mark the words alone")
    if span.label in EVENT_TYPES:
        known = _EVENT_KEYS
    elif span.label == COUNT:
        known = _COUNT_KEYS
    elif span.label in LABELS:
        known = _ENTITY_KEYS | _MORE_KEYS.get(span.label, frozenset())
    else:
        known = frozenset(("index",))
    for key, value in span.attributes.items():
        if key not in known:
            refuse(span, f"{span.label} has the unknown attribute {key!r}; it may have {', '.join(sorted(known))}")
        if key in _NUMBERS and not is_number(value):
            refuse(span, f"{key!r} is {value!r}; a number is expected")
        if key == "optional" and not isinstance(value, bool):
            refuse(span, f"'optional' is {value!r}; it is true or not there")
        if key not in (*_NUMBERS, "optional", "upper") and not isinstance(value, str):
            refuse(span, f"{key!r} is {value!r}; a string is expected")
    if "id" in span.attributes and span.label in _ROLES:
        check_id(span, _ROLES[span.label])
    if span.attributes.get("only", "event") != "event":
        refuse(span, f"'only' is {span.attributes['only']!r}; it is event or not there")


def check_link(link: Link, source: Span, target: Span) -> None:
    """Whether a link may lead from the one to the other.

    Raises:
        InputError: it may not.
    """
    if link.label not in LINK_LABELS:
        refuse(link, f"the link {link.label!r} is unknown; take one of {', '.join(LINK_LABELS)}")
    sources, targets = _ENDS.get(link.label, (EVENT_TYPES, LABELS))
    if source.label not in sources or target.label not in targets:
        refuse(link, f"a link {link.label!r} cannot lead from {source.label} to {target.label}; see docs/exchange.md")


def check_crossing(entities: Iterable[Span]) -> None:
    """Entities of one label may hold one another, not cross.

    Raises:
        InputError: two cross.
    """
    around: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(entities, key=lambda span: (span.start, -span.end)):
        outer = around[span.label]
        while outer and outer[-1].end <= span.start:
            outer.pop()
        if outer and outer[-1].end < span.end:
            other = f"[{outer[-1].start}, {outer[-1].end})"
            refuse(span, f"{span.label} [{span.start}, {span.end}) overlaps {other}; mark one of them shorter")
        outer.append(span)


def check_id(span: Span, role: str) -> None:
    """Whether what fills a slot has an id that may stand there; places may have any, or none.

    Raises:
        InputError: it has not.
    """
    id = span.attributes.get("id")
    if role in _IS_ID and (not isinstance(id, str) or not _IS_ID[role](id)):
        refuse(span, f"{id!r} is no id of a {role}; see SPEC sections 3 and 4")


def check_assertion(span: Span) -> None:
    """Whether the assertion of a trigger is one.

    Raises:
        InputError: it is none.
    """
    said = span.attributes.get("assertion", "asserted")
    if said not in lexicon.ASSERTIONS:
        refuse(span, f"the assertion {said!r} is unknown; take one of {', '.join(lexicon.ASSERTIONS)}")


def check_amount(span: Span) -> None:
    """Value, bound, unit and category of a count.

    Raises:
        InputError: one is missing or unknown.
    """
    get = span.attributes.get
    bound, unit, category, upper = get("bound", "exact"), get("unit", "person"), get("category"), get("upper", "none")
    if "value" not in span.attributes:
        refuse(span, "the count has no value; give it value, unit and category")
    if bound not in lexicon.BOUNDS:
        refuse(span, f"the bound {bound!r} is unknown; take one of {', '.join(lexicon.BOUNDS)}")
    if unit not in lexicon.UNITS or not lexicon.is_category(str(unit), str(category)):
        refuse(span, f"{category!r} is no category of the unit {unit!r}; see SPEC section 3")
    if upper != "none" and not is_number(upper):
        refuse(span, f"the upper end {upper!r} is no number; write a number, or none where it is unbounded")


def is_number(value: object) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
