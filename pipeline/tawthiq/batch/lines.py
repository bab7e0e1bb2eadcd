"""What the readers of numbers and of dates find, line by line: `tawthiq numbers` and `tawthiq dates`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from tawthiq.batch.decoding import broken, encoding_of
from tawthiq.batch.sources import STDIN, printable, unopened
from tawthiq.errors import InputError
from tawthiq.text.dates import read_dates
from tawthiq.text.numerals import read_numbers
from tawthiq.text.words import split_words

Json: TypeAlias = dict[str, Any]
_HEAD = 1 << 16


def read_lines(path: str) -> Iterator[str]:
    """The lines of a text file or of standard input (`-`), one at a time and without their ends.

    Raises:
        InputError: there is no such file, nothing in it, or no text.
    """
    where = "standard input" if path == STDIN else printable(path)
    try:
        with ExitStack() as stack:
            file = sys.stdin.buffer if path == STDIN else stack.enter_context(Path(path).open("rb", _HEAD))
            stream = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
            head = stream.peek(_HEAD)
            if not head:
                raise InputError(where, "is empty; was its download or export complete?")
            for line in io.TextIOWrapper(stream, encoding=encoding_of(head, where)):
                yield line.rstrip("\n")
    except UnicodeDecodeError as error:
        raise InputError(where, broken(error)) from error
    except OSError as error:
        raise InputError(where, unopened(error)) from error


def numbers_in(text: str) -> list[Json]:
    """The numbers of a text in order: where each stands, what it says, and the rule that read it.

    `phrase` is the number together with the words in front that bound it (`ما لا يقل عن 20`).
    """
    words = split_words(text)
    return [
        {
            **_slice(text, words[n.first].start, words[n.last - 1].end),
            "value": n.value,
            "upper": n.upper,
            "bound": n.bound,
            "kind": n.kind,
            "rule": n.rule,
            "phrase": _slice(text, words[n.lead].start, words[n.last - 1].end),
        }
        for n in read_numbers(words)
    ]


def dates_in(text: str, reference: date | None) -> list[Json]:
    """The expressions of time of a text in order: where each stands, what it says, and the rule that read it."""
    words = split_words(text)
    found = []
    for time in read_dates(words, reference):
        begin, end = time.said()
        record = {
            **_slice(text, words[time.first].start, words[time.last - 1].end),
            "from": begin,
            "to": end,
            "kind": time.kind,
            "rule": time.rule,
        }
        found.append(record | ({"length": time.length} if time.length else {}))
    return found


def _slice(text: str, start: int, end: int) -> Json:
    return {"start": start, "end": end, "text": text[start:end]}
