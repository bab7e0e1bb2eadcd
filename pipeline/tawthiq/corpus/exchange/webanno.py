"""WebAnno TSV 3.3, as INCEpTION writes and reads it: a folder with a `.tsv` file a document.

By INCEpTION's user guide. All spans are one layer, `webanno.custom.Tawthiq`, whose features are the label, the
attributes that people edit most, and `note`, a JSON object of the others; links are the relation layer
`webanno.custom.TawthiqLink` on it. Both must be in the project before the import, with features of type String. Offsets
are UTF-16 units (Java's). Tokens are the words of `text.words`, sub-tokens where a span begins or ends within one. The
white space after a sentence belongs to it, for the format has none between sentences; that before the first, and the
document's own fields, stand in a `.json` file beside. The columns of other layers are passed over.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tawthiq.codec import Json, dumps
from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange.common import Utf16, entries, write_kept, write_text
from tawthiq.corpus.exchange.webanno_reading import FEATURES, LAYER, LINKS, escape_text, escape_value, read_tsv
from tawthiq.corpus.graph import Graph, Scalar, Span
from tawthiq.text.sentences import sentence_starts
from tawthiq.text.words import split_words

_HEADER = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={LAYER}|{'|'.join(FEATURES)}\n#T_RL={LINKS}|label|BT_{LAYER}\n\n"


def write(documents: Iterable[Annotated], path: Path) -> None:
    """Write documents into the folder `path`.

    Raises:
        InputError: the gold of a document is not sound, or two have one file name.
    """
    for graph, beside in write_kept(documents, path, _leading):
        write_text(beside.with_suffix(".tsv"), _HEADER + "".join(_Layout(graph).sentences()))


def _leading(graph: Graph) -> Json:
    text = graph.document.text
    leading = text[: len(text) - len(text.lstrip())]
    return {"leading": leading} if leading else {}


def read(path: Path) -> Iterator[Annotated]:
    """The documents of the folder `path`.

    Raises:
        InputError: a file is malformed; file, line and what to mend are named.
    """
    for entry in entries(path, ".tsv"):
        yield read_tsv(entry)


class _Layout:
    """A graph on the tokens and sub-tokens of its text; a unit is (token, start, end)."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.text = graph.document.text
        words = split_words(self.text)
        self.tokens = [(word.start, word.end) for word in words]
        self.starts = sentence_starts(self.text, words)
        self.offsets = Utf16(self.text)
        self.spans: dict[tuple[int, int, int], list[Span]] = defaultdict(list)
        self.first: dict[str, tuple[int, int, int]] = {}
        ends = [end for _, end in self.tokens]
        several = set()
        for span in graph.spans:
            token = bisect_right(ends, span.start)
            units = []
            while token < len(self.tokens) and self.tokens[token][0] < span.end:
                start, end = self.tokens[token]
                units.append((token, max(start, span.start), min(end, span.end)))
                token += 1
            self.first[span.id] = units[0]
            for unit in units:
                self.spans[unit].append(span)
            if len(units) > 1:
                several.add(span.id)
        several |= {span.id for spans in self.spans.values() if len(spans) > 1 for span in spans}
        # Ids tell apart spans that share a row or take several.
        self.numbers = {id: number for number, id in enumerate((s.id for s in graph.spans if s.id in several), 1)}
        self.names: dict[tuple[int, int, int], str] = {}

    def sentences(self) -> Iterator[str]:
        units = defaultdict(list)
        for unit in self.spans:
            if unit[1:] != self.tokens[unit[0]]:
                units[unit[0]].append(unit)
        bounds = list(zip(self.starts, [*self.starts[1:], len(self.tokens)]))
        rows: list[list[tuple[int, int, int]]] = []
        for sentence, (first, last) in enumerate(bounds, 1):
            rows.append([])
            for token in range(first, last):
                whole = (token, *self.tokens[token])
                self.names[whole] = f"{sentence}-{token - first + 1}"
                rows[-1].append(whole)
                for number, unit in enumerate(sorted(units[token]), 1):
                    self.names[unit] = f"{self.names[whole]}.{number}"
                    rows[-1].append(unit)
        incoming = defaultdict(list)
        for link in self.graph.links:
            incoming[self.first[link.target]].append(link)
        for (first, last), found in zip(bounds, rows):
            start, end = self.tokens[first][0], self.tokens[last - 1][1]
            after = self.tokens[last][0] if last < len(self.tokens) else len(self.text)
            if last == len(self.tokens) or self.text[end:after] != "\n":  # the format's own break between sentences
                end = after
            lines = [f"#Text={escape_text(line)}" for line in self.text[start:end].split("\n")]
            for unit in found:
                links = [(escape_value(link.label), self._ends(link.source, link.target)) for link in incoming[unit]]
                cells = [
                    self.names[unit],
                    f"{self.offsets.units(unit[1])}-{self.offsets.units(unit[2])}",
                    self.text[unit[1] : unit[2]],
                    *self._features(self.spans.get(unit, ())),
                    "|".join(label for label, _ in links) or "_",
                    "|".join(ends for _, ends in links) or "_",
                ]
                lines.append("\t".join(cells) + "\t")
            yield "\n" + "\n".join(lines) + "\n"

    def _ends(self, source: str, target: str) -> str:
        name = self.names[self.first[source]]
        if source in self.numbers or target in self.numbers:
            return f"{name}[{self.numbers.get(source, 0)}_{self.numbers.get(target, 0)}]"
        return name

    def _features(self, spans: Sequence[Span]) -> Iterator[str]:
        shown = [(_columns(span), f"[{self.numbers[span.id]}]" if span.id in self.numbers else "") for span in spans]
        for feature in FEATURES:
            values = (escape_value(values[feature]) if feature in values else "*" for values, _ in shown)
            yield "|".join(value + number for value, (_, number) in zip(values, shown)) or "_"


def _columns(span: Span) -> Mapping[str, str]:
    """The features of a span; what a cell cannot hold goes to the note."""
    columns, note = {"label": span.label}, dict[str, Scalar]()
    for key, value in span.attributes.items():
        plain = value.isprintable() and value != "" if isinstance(value, str) else key in ("value", "upper")
        if key in FEATURES and plain:
            columns[key] = value if isinstance(value, str) else json.dumps(value)
        else:
            note[key] = value
    return columns | ({"note": dumps(note)} if note else {})
