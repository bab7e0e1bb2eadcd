"""The command line: one command a stage; parses, calls one function, prints.

Nothing heavy is imported before a command runs, so that `tawthiq --help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from tawthiq.cli_texts import (
    DESCRIPTION,
    EXIT_CODES,
    EXTRACT,
    EXTRACT_EXAMPLES,
    INPUTS,
    NORMALIZE,
    NORMALIZE_EXAMPLES,
    SAME_INPUTS,
    TOKENIZE,
    TOKENIZE_EXAMPLES,
)
from tawthiq.errors import TawthiqError

if TYPE_CHECKING:
    from tawthiq.batch.progress import Reporter
    from tawthiq.batch.running import Extract
    from tawthiq.batch.table import Row
    from tawthiq.types import Document, Extraction

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"tawthiq: {message}; see `{self.prog} --help`\n")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> NoReturn:
        print(f"tawthiq {version()}")
        parser.exit()


def version() -> str:
    """The version of the installed package."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("tawthiq")
    except PackageNotFoundError:
        return "0+uninstalled"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2019-03-31") from None


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; `tawthiq.cli_reference` makes the reference page from it."""
    parser = _Parser(
        prog="tawthiq",
        description=DESCRIPTION,
        epilog=f"{EXIT_CODES}\n\nexample:\n  tawthiq extract report.txt --published 2019-10-03 --format table",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, description: str, summary: str, epilog: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            description=description,
            help=summary,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    extract = command(
        "extract", EXTRACT, "read event records out of documents", f"{INPUTS}\n\n{EXTRACT_EXAMPLES}\n\n{EXIT_CODES}"
    )
    extract.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or - for standard input")
    extract.add_argument(
        "-o", "--output", metavar="FILE", type=Path,
        help="write the records to FILE, which is replaced only when all is done (- or nothing: standard output)",
    )  # fmt: skip
    extract.add_argument(
        "--published", metavar="DATE", type=_day,
        help="publication date (2019-03-31) of documents that bring none; phrases such as “last month” need it",
    )  # fmt: skip
    extract.add_argument("--format", choices=("jsonl", "table"), default="jsonl", help="what to print (default: jsonl)")
    extract.set_defaults(run=_extract)

    normalize = command(
        "normalize", NORMALIZE, "print documents in match form", f"{SAME_INPUTS}\n\n{NORMALIZE_EXAMPLES}"
    )
    _single_stage(normalize, ("text", "jsonl"))
    normalize.set_defaults(run=_normalize)

    tokenize = command("tokenize", TOKENIZE, "print the words of documents", f"{SAME_INPUTS}\n\n{TOKENIZE_EXAMPLES}")
    _single_stage(tokenize, ("tsv", "jsonl"))
    tokenize.set_defaults(run=_tokenize)
    return parser


def _single_stage(parser: argparse.ArgumentParser, formats: tuple[str, str]) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", default=["-"], help="file, folder, or - for standard input (the default)"
    )
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"what to print (default: {formats[0]})")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Records are UTF-8 whatever the locale says, and a message is never lost to an encoding.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
    parser = build_parser()
    try:
        args = parser.parse_args(argv)
        if args.command is None:
            parser.error("which command? extract, normalize or tokenize")
        code: int = args.run(args)
        sys.stdout.flush()
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else OK
    except TawthiqError as error:
        _say(error)
        return FAILED
    except KeyboardInterrupt:
        _say("stopped")
        return INTERRUPTED
    except OSError as error:
        if error.filename is not None:
            raise
        # Standard output failed. What is still in its buffer must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if isinstance(error, BrokenPipeError):
            # The reader (`| head`) has seen enough.
            return OK
        _say(f"standard output: cannot be written ({error.strerror or error})")
        return FAILED
    return code


def _say(message: object) -> None:
    print(f"tawthiq: {message}", file=sys.stderr)


def run() -> NoReturn:
    """The console script."""
    sys.exit(main())


def _reporter() -> Reporter:
    from tawthiq.batch.progress import Reporter

    return Reporter()


def _documents(args: argparse.Namespace, report: Reporter) -> Iterator[Document]:
    from tawthiq.batch.reading import read_documents

    _await_input(args.paths, report)
    return read_documents(args.paths, on_error=report.error, on_note=report.note)


def _await_input(paths: Sequence[str], report: Reporter) -> None:
    if "-" in paths and sys.stdin.isatty():
        report.note("reading standard input; end it with Ctrl-D on an empty line")


def _extract(args: argparse.Namespace) -> int:
    from tawthiq.batch.reading import read_sources
    from tawthiq.batch.running import extract_each
    from tawthiq.batch.sources import find_sources
    from tawthiq.batch.writing import atomic_output, refusal

    report = _reporter()
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


def _normalize(args: argparse.Namespace) -> int:
    from tawthiq.codec import dumps
    from tawthiq.text.normalize import fold

    report = _reporter()
    for document in _documents(args, report):
        text = fold(document.text)
        if args.format == "jsonl":
            print(dumps({"id": document.id, "text": text}))
        else:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return FAILED if report.errors else OK


def _tokenize(args: argparse.Namespace) -> int:
    from tawthiq.codec import dumps
    from tawthiq.text.words import split_words

    report = _reporter()
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
