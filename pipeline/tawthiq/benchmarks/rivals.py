"""Other libraries behind one question: which numbers, or which day, does a text say?

Run by the Python of an environment that has them (`make bench-numbers` makes it), because what they pin cannot live
beside this project's own packages; so nothing of this package may be imported here. Standard input holds one JSON list
`[tool, text]` a line; standard output answers each line with a JSON list of values, or null where the tool is missing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

Answer = Callable[[str], list[Any]]


def _pyarabic_phrase() -> Answer:
    from pyarabic.number import text2number

    return lambda text: [text2number(text)]


def _pyarabic() -> Answer:
    from pyarabic.number import extract_number_phrases, text2number

    return lambda text: [text2number(phrase) for phrase in extract_number_phrases(text)]


def _maha() -> Answer:
    from maha.parsers.functions import parse_dimension

    return lambda text: [found.value for found in parse_dimension(text, numeral=True)]


def _maha_date() -> Answer:
    from maha.parsers.functions import parse_dimension

    def read(text: str) -> list[Any]:
        values = [found.value for found in parse_dimension(text, time=True)]
        return [[value.year, value.month, value.day] for value in values]

    return read


def _dateparser() -> Answer:
    from dateparser import parse

    def read(text: str) -> list[Any]:
        found = parse(text, languages=["ar"])
        return [[found.year, found.month, found.day]] if found else []

    return read


_TOOLS: dict[str, Callable[[], Answer]] = {
    "pyarabic phrase": _pyarabic_phrase,
    "pyarabic": _pyarabic,
    "maha": _maha,
    "maha date": _maha_date,
    "dateparser": _dateparser,
}


def answers(lines: Iterator[str]) -> Iterator[str]:
    """One line of JSON for each line of questions."""
    loaded: dict[str, Answer | None] = {}
    for line in lines:
        tool, text = json.loads(line)
        if tool not in loaded:
            try:
                loaded[tool] = _TOOLS[tool]()
            except ImportError:
                loaded[tool] = None
        answer = loaded[tool]
        try:
            yield json.dumps(None if answer is None else answer(text), default=str)
        except Exception as error:  # noqa: BLE001 - what a rival raises is its answer
            yield json.dumps([f"{type(error).__name__}: {error}"])


if __name__ == "__main__":
    for answer in answers(sys.stdin):
        sys.stdout.write(answer + "\n")
