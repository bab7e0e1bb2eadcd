"""Events as a table for people: a line per count.

Arabic in a table of a terminal: text stays in logical order, as it is stored, so that what is copied out of the
terminal is the text itself; a terminal that knows the bidirectional algorithm draws it from right to left, and one
that does not shows it as it shows all Arabic. (Turning the letters around here would be right in the second kind
only, would turn them twice in the first, and no program can ask a terminal which kind it is.) In the first kind two
Arabic cells side by side, with only lines and digits between them, would run together into one right-to-left
stretch and swap places. So each line of an Arabic cell is wrapped in isolates (FSI … PDI), which no neighbour can
see into, between left-to-right marks for terminals that ignore isolates. All of these are invisible and have no
width. Because an isolate must close on the line it opens, cells are broken into lines here and not by `rich`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TextIO

from tawthiq.batch.decoding import has_arabic
from tawthiq.types import CharSpan, Count, Event, Filler, Place, Time

if TYPE_CHECKING:
    from rich.text import Text

_SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "about": "~ "}
_LRM, _FSI, _PDI = "\u200e", "\u2068", "\u2069"
# Controls of the terminal, and of direction: an open override in a report would turn the rest of the line.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
# The widest line of each column; the evidence takes what is left of the terminal up to this.
_WIDTHS = {
    "document": 24,
    "type": 23,
    "count": 28,
    "part of": 24,
    "perpetrators": 24,
    "places": 24,
    "time": 24,
    "weapons → targets": 24,
    "sources": 24,
    "evidence": 64,
}
_COLUMNS = tuple(_WIDTHS)
_LEAST_EVIDENCE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one count, or of an event without counts; cells that the row above says too are empty."""

    document: str
    type: str
    count: str
    part_of: str
    perpetrators: str
    places: str
    time: str
    means: str
    sources: str
    evidence: str


def rows(events: Iterable[Event]) -> Iterator[Row]:
    """The rows of `events`. A record may be part of another of its document that stands before or after it."""
    listed = list(events)
    wholes = {event.id: event for event in listed}
    for event in listed:
        counts: tuple[Count | None, ...] = event.counts or (None,)
        for index, count in enumerate(counts):
            if count is not None and count.subset_of is not None:
                part_of = amount(event.counts[count.subset_of])
            else:
                part_of = _whole(event, wholes)
            evidence = excerpt(event, count.span if count else event.trigger)
            label = "–" if count is None else f"{amount(count)} {count.unit}/{count.category}"
            if index:
                yield Row("", "", label, part_of, "", "", "", "", "", evidence)
                continue
            yield Row(
                document=event.document,
                type=event.type if event.assertion == "asserted" else f"{event.type} ({event.assertion})",
                count=label,
                part_of=part_of,
                perpetrators=_ids(event.perpetrators),
                places="\n".join(map(_place, event.places)),
                time=_when(event.time),
                means="\n".join(filter(None, (_ids(event.weapons), *(f"→ {t.id}" for t in event.targets)))),
                sources=_ids(event.sources),
                evidence=evidence,
            )


def amount(count: Count) -> str:
    """The number of a count with the sign of its bound: `≥ 20`, `20–30`, `~ 5000`."""
    if count.bound in ("at_most", "less_than"):
        return f"{_SIGNS[count.bound]}{count.upper}"
    if count.bound == "range" or count.bound == "vague":
        ends = f"{count.value}–{count.upper if count.upper is not None else ''}"
        return ends if count.bound == "range" else f"{ends} (vague)"
    return f"{_SIGNS.get(count.bound, '')}{count.value}"


def excerpt(event: Event, span: CharSpan, width: int = 60) -> str:
    """The part of the evidence around `span`, cut between words to about `width` characters."""
    if event.evidence is None:
        return plain(span.text)
    text = event.evidence.text
    first = max(0, span.start - event.evidence.start)
    last = min(len(text), first + len(span.text))
    room = max(0, width - (last - first))
    start, end = max(0, first - room // 2), min(len(text), last + room - room // 2)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    return ("… " if start else "") + plain(text[start:end]) + (" …" if end < len(text) else "")


def plain(text: str) -> str:
    """Text on one line, without controls of terminal or direction."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def isolated(line: str) -> str:
    """One line of a cell, kept from running together with its neighbours where it holds Arabic."""
    return f"{_LRM}{_FSI}{line}{_PDI}{_LRM}" if has_arabic(line) else line


def print_table(table: Iterable[Row], file: TextIO, *, documents: bool, width: int | None = None) -> None:
    """Print rows as a table or, where the terminal is too narrow for one, slot under slot.

    Args:
        table: What to print; nothing is printed where it is empty.
        file: Where to.
        documents: Whether to show which document each event is from.
        width: The columns of the terminal, asked of `file` where they are not given; 200 where it is none.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    cells = [dict(zip(_COLUMNS, astuple(row), strict=True)) for row in table]
    if not cells:
        return
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    wide = console.width if width is not None or console.is_terminal else 200
    # A column that says nothing takes no room.
    names = [name for name in _COLUMNS if (documents if name == "document" else any(row[name] for row in cells))]
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    columns = _columns(cells, names, wide)
    if columns is None:
        names, cells = ["", "slot", "value"], list(_blocks(cells, names))
        columns = {name: [_lines(row[name], max(20, wide - 40)) for row in cells] for name in names}
        grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=False)
    for name in columns:
        grid.add_column(name, no_wrap=True, overflow="ignore", vertical="top")
    for number in range(len(cells)):
        grid.add_row(*(_text(column[number]) for column in columns.values()))
    # Never narrower than its cells: a line cut short would leave its isolate open.
    console.width = max(wide, sum(_width(name, column) + 2 for name, column in columns.items()))
    console.print(grid)


def _columns(cells: list[dict[str, str]], names: list[str], wide: int) -> dict[str, list[list[str]]] | None:
    """The columns, each cell broken into lines; None where they do not fit into `wide`."""
    columns: dict[str, list[list[str]]] = {}
    left = wide
    for name in names:
        most = min(_WIDTHS[name], left - 2) if name == "evidence" else _WIDTHS[name]
        if name == "evidence" and most < _LEAST_EVIDENCE:
            return None
        columns[name] = [_lines(row[name], most) for row in cells]
        left -= _width(name, columns[name]) + 2
    return columns if left >= 0 else None


def _blocks(cells: list[dict[str, str]], names: list[str]) -> Iterator[dict[str, str]]:
    """The rows as lists of slots and values."""
    for row in cells:
        head = row["type"]
        for name in names:
            if name != "type" and row[name]:
                yield {"": head, "slot": name, "value": row[name]}
                head = ""


def _width(name: str, column: list[list[str]]) -> int:
    from rich.cells import cell_len

    return max([cell_len(name), *(cell_len(line) for cell in column for line in cell)])


def _text(lines: list[str]) -> Text:
    from rich.text import Text

    return Text("\n".join(map(isolated, lines)))


def _lines(cell: str, width: int) -> list[str]:
    """A cell broken into lines of at most `width` columns, between words where it can be."""
    from rich.cells import cell_len

    lines: list[str] = []
    for paragraph in cell.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and cell_len(line) + 1 + cell_len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
            while cell_len(line) > width:
                lines.append(line[:width])
                line = line[width:]
        lines.append(line)
    return lines


def _whole(event: Event, wholes: Mapping[str, Event]) -> str:
    if event.part_of is None:
        return ""
    whole = wholes.get(event.part_of)
    return amount(whole.counts[0]) if whole and whole.counts else event.part_of


def _ids(fillers: Iterable[Filler]) -> str:
    return "\n".join(dict.fromkeys(plain(filler.id) for filler in fillers))


def _place(place: Place) -> str:
    name = plain(place.name)
    return f"{name} ({plain(place.admin1)})" if place.admin1 and place.admin1 != place.name else name


def _when(time: Time) -> str:
    if time.start is None and time.end is None:
        return plain(time.span.text) if time.span else ""
    start, end = time.start, time.end
    if start is not None and end is not None:
        if start == end:
            return start.isoformat()
        following = end + timedelta(days=1) if end < date.max else end
        if start.day == 1 and following.day == 1 and (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
            return f"{start:%Y}"
    return f"{start or '…'} – {end or '…'}"
