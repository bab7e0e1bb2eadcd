"""brat standoff: a folder with a `.txt` and an `.ann` file a document, and the `annotation.conf` that brat needs.

By brat's manual (https://brat.nlplab.org/standoff.html). Triggers are events (`T` and `E`), what fills them their
arguments; parts and numbers are relations (`R`); what has few values is an attribute (`A`); the rest stands as a JSON
object in the note that brat lets a person edit (`#`). Offsets are code points. brat splits a span at line breaks into
fragments, and so does this. A `.json` file beside them, which brat passes over, keeps the document's own fields; where
it is missing, the document is named like its file. A normalization (`N`) is read as an id; other notes are remarks of
the annotators and stay behind.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, pairwise
from pathlib import Path

from tawthiq import lexicon
from tawthiq.codec import dumps
from tawthiq.corpus import graph as graphs
from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange.common import (
    Entry,
    attributes_of,
    entries,
    read_text,
    refusing,
    restore,
    write_kept,
    write_text,
)
from tawthiq.corpus.graph import COUNT, NUMBER, Graph, Link, Span
from tawthiq.errors import InputError
from tawthiq.lexicon import EVENT_TYPES

_CHOICES = ("assertion", "bound", "unit", "category")
# All that Python and brat take for the end of a line.
_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TEXT_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")


def write(documents: Iterable[Annotated], path: Path) -> None:
    """Write documents into the folder `path`.

    Raises:
        InputError: the gold of a document is not sound, or two have one file name.
    """
    write_text(path / "annotation.conf", _configuration())
    for graph, beside in write_kept(documents, path):
        write_text(beside.with_suffix(".txt"), graph.document.text)
        write_text(beside.with_suffix(".ann"), "".join(line + "\n" for line in _lines(graph)))


def _lines(graph: Graph) -> Iterator[str]:
    text = graph.document.text
    names: dict[str, str] = {}
    bound: dict[tuple[str, int, int], str] = {}
    for span in graph.spans:
        key = (span.label, span.start, span.end)
        event = span.label in EVENT_TYPES
        if not event or key not in bound:  # brat lets events share their trigger
            name = f"T{len(names) + 1}" if not event else f"T{len(graph.spans) + len(bound) + 1}"
            pieces = list(_pieces(text, span.start, span.end))
            offsets = ";".join(f"{start} {end}" for start, end in pieces)
            yield f"{name}\t{span.label} {offsets}\t{' '.join(text[start:end] for start, end in pieces)}"
            if event:
                bound[key] = name
        names[span.id] = name if not event else f"E{len(names) + 1}"
    arguments: dict[str, list[Link]] = defaultdict(list)
    for link in graph.links:
        arguments[link.source].append(link)
    for span in graph.spans:
        if span.label in EVENT_TYPES:
            roles = _roles(arguments[span.id], names)
            yield f"{names[span.id]}\t{span.label}:{bound[span.label, span.start, span.end]}{roles}"
    relations = count(1)
    for link in graph.links:
        if names[link.source].startswith("T"):
            yield f"R{next(relations)}\t{link.label} Arg1:{names[link.source]} Arg2:{names[link.target]}"
    chosen, noted = count(1), count(1)
    for span in graph.spans:
        name, attributes = names[span.id], dict(span.attributes)
        for choice in _CHOICES:
            if choice in attributes:
                yield f"A{next(chosen)}\t{choice} {name} {attributes.pop(choice)}"
        if attributes.pop("optional", False):
            yield f"A{next(chosen)}\toptional {name}"
        if attributes:
            yield f"#{next(noted)}\tAnnotatorNotes {name}\t{dumps(attributes)}"


def _roles(links: Iterable[Link], names: Mapping[str, str]) -> str:
    """The arguments of an event; brat numbers those of one role from the second."""
    seen: Counter[str] = Counter()
    roles = ""
    for link in links:
        seen[link.label] += 1
        roles += f" {link.label}{seen[link.label] if seen[link.label] > 1 else ''}:{names[link.target]}"
    return roles


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span without the line breaks in it."""
    for found in _BREAKS.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _configuration() -> str:
    slots = [f"{label}*:{kind}" for label, (_, kind) in graphs.SLOTS.items()]
    roles = ", ".join([f"count*:{COUNT}", *slots, "time?:DATE", "share_of?:<EVENT>"])
    categories = "|".join(dict.fromkeys(name for known in lexicon.CATEGORIES.values() for name in known))
    lines = [
        "[entities]",
        *(label for label in graphs.SPAN_LABELS if label not in EVENT_TYPES),
        "[relations]",
        f"part_of\tArg1:{COUNT}, Arg2:{COUNT}",
        f"counts\tArg1:{NUMBER}, Arg2:{COUNT}",
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
        "[events]",
        *(f"{type}\t{roles}" for type in EVENT_TYPES),
        "[attributes]",
        f"assertion\tArg:<EVENT>, Value:{'|'.join(lexicon.ASSERTIONS)}",
        f"bound\tArg:{COUNT}, Value:{'|'.join(lexicon.BOUNDS)}",
        f"unit\tArg:{COUNT}, Value:{'|'.join(lexicon.UNITS)}",
        f"category\tArg:{COUNT}, Value:{categories}",
        f"optional\tArg:{COUNT}",
    ]
    return "\n".join(lines) + "\n"


def read(path: Path) -> Iterator[Annotated]:
    """The documents of the folder `path`.

    Raises:
        InputError: a file is missing or malformed; file, line and what to mend are named.
    """
    for entry in entries(path, ".txt"):
        yield _Standoff(entry).annotated()


class _Standoff:
    """One `.ann` file, line by line."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.text = read_text(entry.path)
        self.bound: dict[str, Span] = {}
        self.events: dict[str, tuple[Span, str]] = {}
        self.links: list[Link] = []
        self.attributes: dict[str, list[tuple[str, object, str]]] = {}
        path = entry.path.with_suffix(".ann")
        read_line = {
            "T": self._text_bound, "E": self._event, "R": self._relation, "A": self._attribute, "M": self._attribute,
            "N": self._normalization, "#": self._note,
        }  # fmt: skip
        for number, line in enumerate(read_text(path).replace("\r\n", "\n").split("\n"), 1):
            if line.strip():
                where = f"{path}:{number}"
                if line[0] not in read_line:
                    raise InputError(where, f"a line {line[0]!r} is not read; known are {' '.join(read_line)}")
                with refusing(where, "the line"):
                    id, rest = line.split("\t", 1)
                    read_line[line[0]](id, rest, where)

    def _text_bound(self, id: str, rest: str, where: str) -> None:
        head, said = rest.split("\t", 1)
        found = _TEXT_BOUND.fullmatch(head)
        if found is None:
            raise InputError(where, f"{head!r} is no label with offsets; write LABEL START END")
        pieces = [(int(start), int(end)) for start, end in (piece.split() for piece in found[2].split(";"))]
        for (_, end), (start, _) in pairwise(pieces):
            if start < end:
                raise InputError(where, f"{id} overlaps itself at {start}; give its pieces one after the other")
            if self.text[end:start].strip():
                raise InputError(where, f"{id} is in pieces with words between them; mark it in one piece")
        covered = " ".join(self.text[start:end] for start, end in pieces)
        # Line breaks and blanks look alike in the file.
        if covered.split() != said.split():
            raise InputError(where, f"{id} is written as {said!r} but the text reads {covered!r}; mend the offsets")
        if id in self.bound:
            raise InputError(where, f"{id} is there twice; give one another number")
        self.bound[id] = Span(id, found[1], pieces[0][0], pieces[-1][1], where=where)

    def _event(self, id: str, rest: str, where: str) -> None:
        trigger, *roles = rest.split()
        label, bound = trigger.split(":")
        if bound not in self.bound or self.bound[bound].label != label:
            raise InputError(where, f"{id} has the trigger {bound}, which is no {label}; mend its line")
        if id in self.events:
            raise InputError(where, f"{id} is there twice; give one another number")
        span = self.bound[bound]
        self.events[id] = Span(id, label, span.start, span.end, where=where), bound
        for role in roles:
            label, target = role.split(":")
            self.links.append(Link(id, target, label.rstrip("0123456789"), where))

    def _relation(self, id: str, rest: str, where: str) -> None:
        label, first, second = rest.split()
        if not (first.startswith("Arg1:") and second.startswith("Arg2:")):
            raise InputError(where, f"{id} has no Arg1: and Arg2:; write them in that order")
        self.links.append(Link(first[5:], second[5:], label, where))

    def _attribute(self, id: str, rest: str, where: str) -> None:
        key, target, *value = rest.split()
        self._set(target, key, value[0] if value else True, where)

    def _normalization(self, id: str, rest: str, where: str) -> None:
        reference, _, name = rest.partition("\t")
        _, target, entry = reference.split()
        self._set(target, "id", entry.removeprefix("tawthiq:"), where)
        if name:
            self._set(target, "name", name, where)

    def _note(self, id: str, rest: str, where: str) -> None:
        head, note = rest.split("\t", 1)
        kind, target = head.split()
        if kind == "AnnotatorNotes" and note.startswith("{"):
            for key, value in attributes_of(json.loads(note), where).items():
                self._set(target, key, value, where)

    def _set(self, target: str, key: str, value: object, where: str) -> None:
        self.attributes.setdefault(target, []).append((key, value, where))

    def annotated(self) -> Annotated:
        used = {bound for _, bound in self.events.values()}
        spans = {id: span for id, span in self.bound.items() if id not in used}
        spans |= {id: span for id, (span, _) in self.events.items()}
        given: dict[str, dict[str, object]] = {id: {} for id in spans}
        for target, found in self.attributes.items():
            for key, value, where in found:
                if target not in given:
                    raise InputError(where, f"{key!r} belongs to {target}, which is not there; take the line away")
                given[target][key] = value
        stem = self.entry.path.stem
        return restore(
            self.text,
            self.entry.kept,
            (Span(s.id, s.label, s.start, s.end, given[s.id], s.where) for s in spans.values()),  # type: ignore[arg-type]
            self.links,
            str(self.entry.path),
            stem,
        )
