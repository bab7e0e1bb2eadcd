"""Reading one WebAnno TSV 3 file; `webanno` says what the layers hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange.common import Entry, Utf16, attributes_of, read_text, refusing, restore
from tawthiq.corpus.graph import Link, Scalar, Span
from tawthiq.errors import InputError

LAYER = "webanno.custom.Tawthiq"
LINKS = "webanno.custom.TawthiqLink"
FEATURES = ("label", "value", "upper", "bound", "unit", "category", "id", "name", "assertion", "note")

_ESCAPED = {"\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\b": "\\b", "\\": "\\\\"}
_READABLE = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}
_RESERVED = re.compile(r"->|[\\\[\]|_;*\t\n]")
_ESCAPE = re.compile(r"\\(->|[\s\S])")
_CELL = re.compile(r"(?:\\[\s\S]|[^|\\])+")
_NUMBERED = re.compile(r"((?:\\[\s\S]|[^\\\[])*)(?:\[(\d+)\])?")
_ENDS = re.compile(r"(\d+-\d+(?:\.\d+)?)(?:\[(\d+)_(\d+)\])?")


def escape_text(text: str) -> str:
    """A line of a sentence: backslash and control characters are escaped."""
    # The control characters without a letter, but for the vertical tab, have a backslash before them.
    return "".join(_ESCAPED.get(c, f"\\{c}" if c < " " and c != "\v" else c) for c in text)


def escape_value(value: str) -> str:
    """The value of a feature: the reserved characters of the format are escaped."""
    return _RESERVED.sub(lambda match: {"\t": "\\t", "\n": "\\n"}.get(match[0], "\\" + match[0]), value)


def unescape(text: str) -> str:
    """The inverse of both."""
    return _ESCAPE.sub(lambda match: _READABLE.get(match[1], match[1]), text)


class Row(NamedTuple):
    """A token or sub-token."""

    where: str
    id: str
    start: int
    end: int
    cells: Sequence[str]


def read_tsv(entry: Entry) -> Annotated:
    """The document of one file.

    Raises:
        InputError: it is malformed; file, line and what to mend are named.
    """
    return _File(entry).annotated()


class _File:
    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        lines = read_text(entry.path).replace("\r\n", "\n").split("\n")
        if not lines[0].startswith("#FORMAT=WebAnno TSV 3."):
            raise InputError(f"{entry.path}:1", "is no WebAnno TSV 3; export it as WebAnno TSV v3.3")
        self.layers: dict[str, dict[str, int]] = {}
        self.width = 3
        body = 1
        while body < len(lines) and lines[body].startswith("#T_"):
            self._header(lines[body])
            body += 1
        self.raw: list[tuple[str, list[str]]] = []
        self.text = self._text(lines, body)
        self.rows = list(self._units())

    def _header(self, line: str) -> None:
        name, *features = line.partition("=")[2].split("|")
        features = features or [""]
        # The reference of a relation is named after what it refers to.
        columns = {"from" if f.startswith("BT_") else f: self.width + i for i, f in enumerate(features)}
        self.layers[name] = columns
        self.width += len(features)

    def _text(self, lines: list[str], body: int) -> str:
        """The text, put together from the sentences; the rows are kept on the way."""
        parts, length, said = list[str](), 0, list[str]()
        for number, line in enumerate(lines[body:], body + 1):
            where = f"{self.entry.path}:{number}"
            if line.startswith("#Text="):
                said.append(unescape(line[6:]))
            elif not line and said:
                raise InputError(where, "the sentence before it has no tokens; take it out or export it again")
            elif line and not line.startswith("#Sentence"):
                cells = line.split("\t")
                if len(cells) - (cells[-1] == "") != self.width:  # INCEpTION ends a row with a tab
                    raise InputError(
                        where, f"the row has not the {self.width} columns that the header declares; mend it"
                    )
                if said:
                    with refusing(where, "the row"):
                        gap = int(cells[1].split("-")[0]) - length
                    for part in (self._gap(gap, not parts, where), "\n".join(said)):
                        parts.append(part)
                        length += Utf16(part).length
                    said = []
                self.raw.append((where, cells))
        return "".join(parts) if parts else str(self.entry.kept.get("leading", ""))

    def _gap(self, gap: int, first: bool, where: str) -> str:
        """The white space before a sentence: what was kept of the document's first, else a line break and blanks."""
        if gap < 0:
            raise InputError(where, f"the sentence overlaps the one before it by {-gap}; mend the offsets")
        leading = str(self.entry.kept.get("leading", ""))
        if first:
            return leading if Utf16(leading).length == gap else " " * gap
        return "\n" + " " * (gap - 1) if gap else ""

    def _units(self) -> Iterator[Row]:
        offsets, token = Utf16(self.text), (0, 0)
        for where, cells in self.raw:
            with refusing(where, "the row"):
                start, end = (offsets.point(int(offset)) for offset in cells[1].split("-"))
            found = self.text[start:end]
            if end > len(self.text) or found != cells[2]:
                raise InputError(
                    where, f"{cells[2]!r} is given the offsets of {found!r}; mend the offsets (UTF-16 units)"
                )
            if "." not in cells[0]:
                if start < token[1]:
                    raise InputError(
                        where, f"the token overlaps the one before it, which ends at {token[1]}; mend the offsets"
                    )
                token = (start, end)
            elif not token[0] <= start < end <= token[1]:
                raise InputError(where, "the sub-token is not within its token; mend the offsets")
            yield Row(where, cells[0], start, end, cells)

    def annotated(self) -> Annotated:
        spans: list[Span] = []
        numbered: dict[str, int] = {}  # the number in brackets -> index of the span
        at: dict[str, list[int]] = {}
        columns = {name: index for name, index in self.layers.get(LAYER, {}).items() if name in FEATURES}
        for row in self.rows:
            values = {name: _CELL.findall(row.cells[index]) for name, index in columns.items()}
            stack = max((len(v) for v in values.values() if v != ["_"]), default=0)
            at[row.id] = []
            for index in range(stack):
                with refusing(row.where, "an annotation"):
                    read = {name: _NUMBERED.fullmatch(v[index]) for name, v in values.items()}
                    given = {name: match[1] for name, match in read.items() if match and match[1] != "*"}
                    number = next((match[2] for match in read.values() if match and match[2]), None)
                if number is not None and number in numbered:
                    span = spans[numbered[number]]
                    spans[numbered[number]] = Span(
                        span.id, span.label, span.start, row.end, span.attributes, span.where
                    )
                else:
                    if "label" not in given:
                        raise InputError(row.where, "an annotation has no label; give it one")
                    label = unescape(given.pop("label"))
                    attributes = _attributes(given, row.where)
                    if number is not None:
                        numbered[number] = len(spans)
                    spans.append(Span(f"s{len(spans) + 1}", label, row.start, row.end, attributes, row.where))
                at[row.id].append(numbered.get(number, len(spans) - 1) if number else len(spans) - 1)
        path = self.entry.path
        links = [
            Link(spans[source].id, spans[target].id, label, where)
            for label, source, target, where in self._links(numbered, at)
        ]
        return restore(self.text, self.entry.kept, spans, links, str(path), path.stem)

    def _links(self, numbered: dict[str, int], at: dict[str, list[int]]) -> Iterator[tuple[str, int, int, str]]:
        columns = self.layers.get(LINKS)
        if columns is None:
            return
        for row in self.rows:
            labels, ends = _CELL.findall(row.cells[columns["label"]]), _CELL.findall(row.cells[columns["from"]])
            for label, end in zip(labels, ends) if ends != ["_"] else ():
                found, name = _ENDS.fullmatch(end), _NUMBERED.fullmatch(label)
                if found is None or name is None or len(labels) != len(ends):
                    raise InputError(row.where, f"the relation {label!r} from {end!r} is malformed; export it again")
                sources, targets = at.get(found[1], []), at[row.id]
                source = numbered.get(found[2]) if found[2] not in (None, "0") else next(iter(sources), None)
                target = numbered.get(found[3]) if found[3] not in (None, "0") else next(iter(targets), None)
                if source is None or target is None:
                    raise InputError(row.where, f"the relation {label!r} from {end!r} leads to what is not there")
                yield unescape(name[1]), source, target, row.where


def _attributes(given: dict[str, str], where: str) -> dict[str, Scalar]:
    attributes: dict[str, Scalar] = {name: unescape(value) for name, value in given.items()}
    with refusing(where, "the note"):
        note = json.loads(str(attributes.pop("note", "{}")))
    for name in ("value", "upper"):
        if isinstance(value := attributes.get(name), str) and re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", value):
            attributes[name] = json.loads(value)
    return attributes | attributes_of(note, where)
