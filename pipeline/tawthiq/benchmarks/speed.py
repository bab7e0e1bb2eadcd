"""`make bench`: words a second of the default pipeline, stage by stage, and start-up times.

The texts are the reports of `seeds/`, repeated; times are medians of several runs on one core.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

_RUNS = 5
_REPEAT = 20


def main() -> None:
    """Print the table."""
    from tawthiq.nlp.build import load

    out = sys.stdout.write
    text = "\n".join(path.read_text("utf-8") for path in sorted(Path("seeds").glob("*.txt")))
    words = len(text.split()) * _REPEAT
    nlp = load()
    nlp(text)
    totals: list[float] = []
    stages: dict[str, list[float]] = {}
    for _ in range(_RUNS):
        spent = dict.fromkeys(("tokenizer", *nlp.pipe_names), 0.0)
        for _ in range(_REPEAT):
            with nlp.memory_zone():
                begin = time.perf_counter()
                doc = nlp.make_doc(text)
                spent["tokenizer"] += time.perf_counter() - begin
                for name, component in nlp.pipeline:
                    begin = time.perf_counter()
                    doc = component(doc)
                    spent[name] += time.perf_counter() - begin
        for name, seconds in spent.items():
            stages.setdefault(name, []).append(seconds)
        totals.append(sum(spent.values()))
    out(f"{words:,} words a run, {_RUNS} runs, medians\n")
    for name, seconds_ in stages.items():
        out(f"{name:22} {words / statistics.median(seconds_):12,.0f} words/s\n")
    out(f"{'whole pipeline':22} {words / statistics.median(totals):12,.0f} words/s\n")
    for label, command in (
        ("tawthiq --help", ["--help"]),
        ("tawthiq extract seeds", ["extract", "seeds", "-o", "/dev/null"]),
    ):
        seconds = statistics.median(_process(command) for _ in range(_RUNS))
        out(f"{label:22} {seconds:12.2f} s, process start included\n")


def _process(arguments: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "tawthiq", *arguments], check=True, capture_output=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
