"""What each command of the command line does: calls one function, prints, and returns the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tawthiq.errors import TawthiqError

if TYPE_CHECKING:
    from tawthiq.batch.progress import Reporter
    from tawthiq.batch.running import Extract
    from tawthiq.batch.table import Row
    from tawthiq.nlp.explaining import Reason
    from tawthiq.types import Document, Event, Extraction

OK, FAILED, USAGE = 0, 1, 2


def reporter() -> Reporter:
    """What tells of failures and progress on standard error."""
    from tawthiq.batch.progress import Reporter

    return Reporter()


def _documents(args: argparse.Namespace, report: Reporter) -> Iterator[Document]:
    from tawthiq.batch.reading import read_documents

    _await_input(args.paths, report)
    return read_documents(args.paths, on_error=report.error, on_note=report.note)


def _await_input(paths: Sequence[str], report: Reporter) -> None:
    if "-" in paths and sys.stdin.isatty():
        report.note("reading standard input; end it with Ctrl-D on an empty line")


def extract(args: argparse.Namespace) -> int:
    """`tawthiq extract`: documents to event records."""
    from tawthiq.batch.reading import read_sources
    from tawthiq.batch.running import extract_each
    from tawthiq.batch.sources import find_sources
    from tawthiq.batch.writing import atomic_output, refusal

    report = reporter()
    output: Path | None = None if str(args.output) in ("None", "-") else args.output
    if output is not None and (problem := _output_problem(output, args.paths) or refusal(output)):
        report.error(problem)
        return USAGE
    _await_input(args.paths, report)
    sources = find_sources(args.paths, report.error, [output] if output is not None else [])
    countable = all(source.kind == "text" for source in sources)
    documents = read_sources(sources, published=args.published, on_error=report.error, on_note=report.note)

    def failed(document: Document, error: TawthiqError) -> None:
        report.error(f"{document.id}: {error}")

    # On one terminal records and the bar would be written over one another.
    show = output is not None or args.format == "table" or not sys.stdout.isatty()
    with ExitStack() as stack:
        file = stack.enter_context(atomic_output(output)) if output is not None else None
        counted = stack.enter_context(report.progress(documents, len(sources) if countable else None, show=show))
        extractions = extract_each(counted, _package_extract(), failed)
        if args.format == "table":
            _print_table(extractions, file, output)
        else:
            for extraction in extractions:
                _write(extraction, file or sys.stdout, output)
    return FAILED if report.errors else OK


def _package_extract() -> Extract:
    from functools import cache

    import tawthiq

    # Built once, and only when there is a document.
    load = cache(tawthiq.load)
    return lambda documents: tawthiq.extract(documents, load())


def _output_problem(output: Path, paths: Sequence[str]) -> str | None:
    """Why the records may not go to `output`: it is read in the same run."""
    for path in paths:
        if path != "-" and output.is_file() and Path(path).is_file() and output.samefile(path):
            return f"{output} is both input and output; name another file after -o"
    return None


def _write(extraction: Extraction, file: TextIO, output: Path | None) -> None:
    from tawthiq.batch.writing import writing
    from tawthiq.codec import dumps, event_to_json

    with writing(output or "standard output"):
        for event in extraction.events:
            file.write(dumps(event_to_json(event)) + "\n")


def _print_table(extractions: Iterator[Extraction], file: TextIO | None, output: Path | None) -> None:
    from tawthiq.batch.table import print_table, rows

    table: list[Row] = []
    documents = events = counts = 0
    for extraction in extractions:
        documents += 1
        events += len(extraction.events)
        counts += sum(len(event.counts) for event in extraction.events)
        table.extend(rows(extraction.events))
        if file is not None:
            _write(extraction, file, output)
    print_table(table, sys.stdout, documents=documents > 1)
    where = f"JSON lines in {output}" if output is not None else "JSON lines not written; -o FILE writes them"
    print(f"{_many(events, 'event')}, {_many(counts, 'count')} in {_many(documents, 'document')}; {where}")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def explain(args: argparse.Namespace) -> int:
    """`tawthiq explain`: why each record came out."""
    from tawthiq.batch.reading import read_documents
    from tawthiq.nlp.explaining import Explainer

    report = reporter()
    _await_input(args.paths, report)
    explainer: Explainer | None = None
    found = 0
    for document in read_documents(args.paths, published=args.published, on_error=report.error, on_note=report.note):
        explainer = explainer or Explainer()
        extraction, reasons = explainer.explain(document)
        for event in extraction.events:
            if args.event in (None, event.id):
                found += 1
                _print_reasons(event, reasons[event.id])
    if args.event is not None and not found and not report.errors:
        report.error(f"no record has the id {args.event!r}; `tawthiq extract` prints the ids")
    return FAILED if report.errors else OK


def _print_reasons(event: Event, reasons: Sequence[Reason]) -> None:
    print(f"{event.id}  {event.type}  «{_short(event.trigger.text)}»")
    if event.evidence is not None:
        print(f"  in {event.evidence.start}–{event.evidence.end}: {_short(event.evidence.text, 160)}")
    for reason in reasons:
        where = "" if reason.span is None else f"  «{_short(reason.span.text)}» {reason.span.start}–{reason.span.end}"
        print(f"  {reason.field}: {reason.value}{where}{'  ' * bool(reason.rule)}{reason.rule}")
        for line in reason.lines:
            print(f"      {line}")
    print()


def _short(text: str, longest: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def normalize(args: argparse.Namespace) -> int:
    """`tawthiq normalize`: documents in match form."""
    from tawthiq.codec import dumps
    from tawthiq.text.normalize import fold

    report = reporter()
    for document in _documents(args, report):
        text = fold(document.text)
        if args.format == "jsonl":
            print(dumps({"id": document.id, "text": text}))
        else:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return FAILED if report.errors else OK


def tokenize(args: argparse.Namespace) -> int:
    """`tawthiq tokenize`: the words of documents."""
    from tawthiq.codec import dumps
    from tawthiq.text.words import split_words

    report = reporter()
    if args.format == "tsv":
        print("start", "end", "text", "norm", "document", sep="\t")
    for document in _documents(args, report):
        for word in split_words(document.text):
            text = document.text[word.start : word.end]
            if args.format == "tsv":
                id = " ".join(document.id.split())
                print(word.start, word.end, text, word.norm, id, sep="\t")
            else:
                record = {"start": word.start, "end": word.end, "text": text, "norm": word.norm}
                print(dumps({**record, "document": document.id}))
    return FAILED if report.errors else OK


def numbers(args: argparse.Namespace) -> int:
    """`tawthiq numbers`: the numbers of each line."""
    from tawthiq.batch.lines import numbers_in

    return _each_line(args.path, numbers_in)


def dates(args: argparse.Namespace) -> int:
    """`tawthiq dates`: the expressions of time of each line."""
    from tawthiq.batch.lines import dates_in

    return _each_line(args.path, lambda line: dates_in(line, args.reference))


def _each_line(path: str, find: Callable[[str], object]) -> int:
    from tawthiq.batch.lines import read_lines
    from tawthiq.codec import dumps

    _await_input([path], reporter())
    for line in read_lines(path):
        print(dumps({"text": line, "found": find(line)}))
    return OK
