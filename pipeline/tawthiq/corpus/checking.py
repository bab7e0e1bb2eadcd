"""What an annotated document must hold to be gold: known ids, values by their bounds, parts within wholes, every number
accounted for. Shapes and offsets are refused earlier, when a line is read (`corpus.annotated`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from tawthiq import lexicon
from tawthiq.corpus.annotated import TAGS, Annotated, read_annotations
from tawthiq.corpus.tags import GENRES, PHENOMENA
from tawthiq.errors import InputError
from tawthiq.text.numerals import apply_bound, read_numbers
from tawthiq.text.words import split_words
from tawthiq.types import CharSpan, Count, Event

# A vague word's upper end is the last number before the next power of ten.
_VAGUE = {10**power: 10 ** (power + 1) - 1 for power in range(1, 10)}
_TARGETED = ("attack", "destruction", "siege")
_NOBODY = ("clash", "protest")


def check_files(paths: Iterable[Path]) -> Iterator[InputError]:
    """Every problem of the annotation files, with file and line, and what to mend."""
    where_is: dict[str, str] = {}
    for path in paths:
        try:
            for number, annotated in read_annotations(path):
                where, id = f"{path}:{number}", annotated.document.id
                if id in where_is:
                    yield InputError(where, f"the id {id!r} is taken by {where_is[id]}; give one of them another")
                where_is.setdefault(id, where)
                yield from (InputError(where, f"{id}: {problem}") for problem in problems(annotated))
        except InputError as error:
            yield error


def problems(annotated: Annotated) -> Iterator[str]:
    """What is wrong with one document, each with what to mend."""
    yield from _tags(annotated)
    events = annotated.extraction.events
    ids = {event.id for event in events}
    if len(ids) < len(events):
        yield "two records have the same id; ids are unique in a document"
    for event in events:
        for problem in _record(event, annotated.document.id, ids):
            yield f"record {event.id}: {problem}"
    for mention in annotated.extraction.entities:
        if mention.label not in lexicon.LABELS:
            yield f"entity {mention.span.text!r} has the label {mention.label!r}; known are {', '.join(lexicon.LABELS)}"
    yield from _overlaps(annotated)
    if annotated.document.extra.get("genre") == "no_event" and events:
        yield "a document of the genre no_event has records; drop them or change the genre"
    yield from _uncovered(annotated)


def _tags(annotated: Annotated) -> Iterator[str]:
    tags = annotated.tags
    for name in TAGS:
        if name not in tags:
            yield f'the document has no "{name}"; every document is tagged with {", ".join(TAGS)}'
    if tags.get("genre") not in (None, *GENRES):
        yield f"unknown genre {tags['genre']!r}; known are {', '.join(GENRES)}"
    for phenomenon in tags.get("phenomena", ()):
        if phenomenon not in PHENOMENA:
            yield f"unknown phenomenon {phenomenon!r}; the known ones are in tawthiq.corpus.tags"


def _record(event: Event, document: str, ids: set[str]) -> Iterator[str]:
    if event.document != document:
        yield f"belongs to the document {event.document!r}, not to this one"
    if event.type not in lexicon.EVENT_TYPES:
        yield f"unknown type {event.type!r}; known are {', '.join(lexicon.EVENT_TYPES)}"
    if event.assertion not in lexicon.ASSERTIONS:
        yield f"unknown assertion {event.assertion!r}; known are {', '.join(lexicon.ASSERTIONS)}"
    if event.part_of is not None and (event.part_of not in ids or event.part_of == event.id):
        yield f"is a share of {event.part_of!r}, which is no other record of this document"
    for index, count in enumerate(event.counts):
        for problem in _count(count, event):
            yield f"count {index} ({count.span.text!r}) {problem}"
    known = {
        "perpetrators": lexicon.is_actor,
        "weapons": lexicon.WEAPONS.__contains__,
        "targets": lambda id: id in lexicon.PERSONS or id in lexicon.FACILITIES,
        "sources": lexicon.is_source,
        "victims": lexicon.PERSONS.__contains__,
    }
    for slot, is_known in known.items():
        for filler in getattr(event, slot):
            if not is_known(filler.id):
                yield f"has the unknown id {filler.id!r} in {slot}; SPEC section 4 lists them"
    if event.targets and event.type not in _TARGETED:
        yield f"has targets, which only {', '.join(_TARGETED)} have"
    if event.perpetrators and event.type in _NOBODY:
        yield f"has perpetrators, which no {event.type} has"
    time = event.time
    if time.start and time.end and time.start > time.end:
        yield f"its time ends ({time.end}) before it starts ({time.start})"


def _count(count: Count, event: Event) -> Iterator[str]:
    if count.bound not in lexicon.BOUNDS:
        yield f"has the unknown bound {count.bound!r}; known are {', '.join(lexicon.BOUNDS)}"
    elif count.bound == "vague":
        if _VAGUE.get(int(count.value)) != count.upper:
            yield f"is vague from {count.value} to {count.upper}; `عشرات` is 10 to 99, `مئات` 100 to 999, and so on"
    elif count.bound == "range":
        if count.upper is None or not count.value < count.upper:
            yield f"is a range from {count.value} to {count.upper}; the upper end is the larger number"
    else:
        said = count.upper if count.bound in ("at_most", "less_than") else count.value
        if said is None or apply_bound(count.bound, said) != (count.value, count.upper):
            yield f"has value {count.value} and upper {count.upper}, which SPEC section 3 gives no {count.bound} number"
    if not lexicon.is_category(count.unit, count.category):
        yield f"has the category {count.category!r}, which is none of the unit {count.unit!r}"
    if count.subset_of is not None:
        whole = event.counts[count.subset_of]
        if whole.upper is not None and count.value > whole.upper and count.unit == whole.unit:
            yield f"is a part of {whole.span.text!r} and larger than it"


def _overlaps(annotated: Annotated) -> Iterator[str]:
    """Counts and entities of one label that overlap without being the same; one would be cut by the other."""
    groups: dict[str, set[tuple[int, int]]] = {}
    for event in annotated.extraction.events:
        for count in event.counts:
            groups.setdefault("count", set()).add((count.span.start, count.span.end))
    for mention in annotated.extraction.entities:
        groups.setdefault(f"entity {mention.label}", set()).add((mention.span.start, mention.span.end))
    text = annotated.document.text
    for name, spans in groups.items():
        ordered = sorted(spans)
        for (start, end), (next_start, next_end) in itertools.pairwise(ordered):
            if start < next_start < end < next_end:
                yield f"the spans {text[start:end]!r} and {text[next_start:next_end]!r} ({name}) cut one another"


def _uncovered(annotated: Annotated) -> Iterator[str]:
    """Numbers, and digits of any kind, that are neither counted, nor in a date, nor among the non-counts."""
    text, extraction = annotated.document.text, annotated.extraction
    covered: list[CharSpan] = [*annotated.non_counts]
    for event in extraction.events:
        covered += [count.span for count in event.counts]
        covered += [event.time.span] if event.time.span else []
    covered += [mention.span for mention in extraction.entities if mention.label == "DATE"]
    inside = {index for span in covered for index in range(span.start, span.end)}
    words = split_words(text)
    for number in read_numbers(words):
        start, end = words[number.first].start, words[number.last - 1].end
        if number.kind != "ordinal" and inside.isdisjoint(range(start, end)):
            yield f"the number {text[start:end]!r} at {start} is neither a count, nor in a date, nor among non_counts"
            inside.update(range(start, end))
    for index, character in enumerate(text):
        if character.isdecimal() and index not in inside:
            yield f"the digit {character!r} at {index} is neither a count, nor in a date, nor among non_counts"
            inside.update(range(index, index + 12))
