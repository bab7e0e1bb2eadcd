"""`make bench-numbers`: the readers of numbers and dates beside other libraries, in one run.

Needs num2words, the rivals' own environments (`make` builds them; a missing one is said to be missing) and, for the
cases of Recognizers-Text and running text, the data folder given as the argument. Every case is written, with what was
found and why it is left out if it is, to `out/recognizers.jsonl`.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from tawthiq.benchmarks import rivals
from tawthiq.benchmarks.cases import Case, share
from tawthiq.benchmarks.months import FAMILIES, variants
from tawthiq.benchmarks.spellings import SPELLINGS
from tawthiq.text.dates import read_dates
from tawthiq.text.numerals import read_numbers
from tawthiq.text.words import split_words

_SAMPLES = 20_000
_RIVAL_SAMPLES = 1_000  # of the large numbers; the small ones are asked in full
_WORDS = 300_000
_RUNS = 5
_NUMBER_SUITES = ("NumberModel", "PercentModel", "OrdinalModel")
_Answers = list[Any]


def main() -> None:
    """Print the tables."""
    data, environments = Path(sys.argv[1]), Path(sys.argv[2])
    ask = _Rivals(environments)
    _round_trips(ask)
    _months(ask)
    if (data / "recognizers").is_dir():
        _recognizers(data / "recognizers", ask)
    else:
        _print(f"\nRecognizers-Text: not measured, {data / 'recognizers'} is not there")
    _speed(data)


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


def _row(name: str, *cells: object) -> None:
    _print(f"{name:40}" + "".join(f"{cell!s:>16}" for cell in cells))


def _part(right: Sequence[bool] | None) -> str:
    return "not installed" if right is None else f"{sum(right) / len(right):.4f}" if right else "none"


class _Rivals:
    """Asks the libraries in their environments; each question is a text."""

    def __init__(self, environments: Path) -> None:
        self.pythons = {
            "pyarabic": environments / "maha/bin/python",
            "maha": environments / "maha/bin/python",
            "dateparser": environments / "dateparser/bin/python",
        }

    def __call__(self, tool: str, texts: Sequence[str]) -> list[_Answers] | None:
        """The answers to `texts`, or None where the tool is not installed."""
        python = self.pythons[tool.split()[0]]
        if not python.exists():
            return None
        questions = "".join(json.dumps([tool, text]) + "\n" for text in texts)
        run = subprocess.run(
            [str(python), str(rivals.__file__)], input=questions, capture_output=True, text=True, check=True
        )
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        return None if None in answers else answers


def _values(text: str) -> _Answers:
    return [number.value for number in read_numbers(split_words(text))]


# --- numbers in words


def _round_trips(ask: _Rivals) -> None:
    from num2words import num2words

    draw = random.Random(0)
    small = list(range(1000))
    large = [draw.randrange(1000, 10 ** draw.randint(4, 12)) for _ in range(_SAMPLES)]
    _print("Numbers in words, as num2words says them and respelled: share read right")
    _print(f"0 to 999 in full, and {_SAMPLES:,} up to 10^12 (the first {_RIVAL_SAMPLES:,} of them for the others)")
    _row("", "tawthiq 0-999", "to 10^12", "pyarabic 0-999", "to 10^12", "maha 0-999", "to 10^12")
    said = {n: num2words(n, lang="ar") for n in chain(small, large)}
    for name, spell in SPELLINGS.items():
        cells: list[str] = []
        for numbers, asked in ((small, small), (large, large[:_RIVAL_SAMPLES])):
            texts = [spell(said[n]) for n in numbers]
            cells.append(_part([_values(text) == [n] for n, text in zip(numbers, texts)]))
            for tool in ("pyarabic phrase", "maha"):
                answers = ask(tool, texts[: len(asked)])
                cells.append(_part(None if answers is None else [a == [n] for n, a in zip(asked, answers)]))
        _row(name, *(cells[i] for i in (0, 3, 1, 4, 2, 5)))


# --- months


def _months(ask: _Rivals) -> None:
    _print("\nMonth names: of 12, `12 <month> <year>` read as the right day")
    _row("", "tawthiq", "dateparser", "maha")
    for family in FAMILIES:
        for variant, texts in variants(family).items():
            expected = [[day.year, day.month, day.day] for _, day in texts]
            found = [_day(text) for text, _ in texts]
            cells = [f"{sum(f == [e] for f, e in zip(found, expected))}/{len(texts)}"]
            for tool in ("dateparser", "maha date"):
                answers = ask(tool, [text for text, _ in texts])
                right = answers and sum(answer == [e] for answer, e in zip(answers, expected))
                cells.append("not installed" if answers is None else f"{right}/{len(texts)}")
            _row(f"{family}, {variant}", *cells)


def _day(text: str) -> _Answers:
    found = read_dates(split_words(text), None)
    return [[e.start.year, e.start.month, e.start.day] for e in found if e.start and e.kind == "date"]


# --- the cases of Recognizers-Text


def _recognizers(folder: Path, ask: _Rivals) -> None:
    from tawthiq.benchmarks import recognizers_dates, recognizers_numbers

    suites: dict[str, list[Case]] = {}
    for case in chain(recognizers_numbers.cases(folder), recognizers_dates.cases(folder)):
        suites.setdefault(case.suite, []).append(case)
    _print("\nRecognizers-Text, Arabic: share right of the cases that are meant to be read; others by value alone")
    _row("", "tawthiq", "right/meant", "left out", "pyarabic", "maha")
    for suite, cases in suites.items():
        right, meant = share(cases)
        others = _others(suite, cases, ask) if suite in _NUMBER_SUITES else ()
        _row(suite, f"{right / meant:.3f}", f"{right}/{meant}", len(cases) - meant, *others)
    everything = [case for cases in suites.values() for case in cases]
    _print("\nLeft out, and why:")
    for reason, many in Counter(case.left_out for case in everything if case.left_out).most_common():
        _print(f"{many:5}  {reason}")
    out = Path("out/recognizers.jsonl")
    out.parent.mkdir(exist_ok=True)
    out.write_text(
        "".join(json.dumps(c._asdict(), ensure_ascii=False, default=str) + "\n" for c in everything), "utf-8"
    )
    _print(f"every case, with what was found and why it is left out if it is: {out}")


def _others(suite: str, cases: Sequence[Case], ask: _Rivals) -> Iterator[str]:
    meant = [case for case in cases if not case.left_out]
    for tool in ("pyarabic", "maha"):
        answers = ask(tool, [case.text for case in meant])
        yield _part(None if answers is None else [a == [m.low for m in c.expected] for a, c in zip(answers, meant)])


# --- speed


def _speed(data: Path) -> None:
    texts = list(_running_text(data))
    words = sum(len(text.split()) for text in texts)
    read: Mapping[str, Any] = {
        "words and numbers": lambda text: read_numbers(split_words(text)),
        "words, numbers and dates": lambda text: read_dates(split_words(text), None),
    }
    _print(f"\nSpeed on {words:,} words of running text, median of {_RUNS} runs on one core")
    for name, reader in read.items():
        speeds = []
        for _ in range(_RUNS):
            begin = time.process_time()
            for text in texts:
                reader(text)
            speeds.append(words / (time.process_time() - begin))
        _row(name, f"{statistics.median(speeds):,.0f}", "words/s")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(_RUNS):
        for text in texts:
            read_numbers(split_words(text))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    _row("memory over another 5 readings", f"+{grown / 1024:.0f}", "MiB")
    seconds = {}
    for many in (10_000, 100_000):
        listed = split_words(" ".join(islice(_number_words(), many)))
        begin = time.process_time()
        read_numbers(listed)
        seconds[many] = time.process_time() - begin
    _row(
        "100,000 number words in a row",
        f"{seconds[100_000]:.2f} s",
        f"{seconds[100_000] / seconds[10_000]:.1f} x",
        "10,000 of them",
    )


def _number_words() -> Iterator[str]:
    draw = random.Random(0)
    pool = "خمسة وعشرون مئة وألف آلاف مليون ونصف بين أكثر من ثلاثة عشر مئتان عشرات 20 و30".split()  # noqa: SIM905
    while True:
        yield draw.choice(pool)


def _running_text(data: Path) -> Iterator[str]:
    """News texts of the data folder, or the seeds over and over."""
    path = data / "text/sanad_alkhaleej_45k.jsonl.gz"
    left = _WORDS
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                text = json.loads(line)["text"]
                left -= len(text.split())
                if left < 0:
                    return
                yield text
    else:
        seeds = [seed.read_text("utf-8") for seed in sorted(Path("seeds").glob("*.txt"))]
        yield from seeds * (_WORDS // sum(len(seed.split()) for seed in seeds))


if __name__ == "__main__":
    main()
