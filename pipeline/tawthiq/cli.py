"""The command line: one command a stage; parses, calls one function, prints.

Nothing heavy is imported before a command runs, so that `tawthiq --help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from tawthiq import cli_commands, cli_corpus
from tawthiq import cli_texts as say
from tawthiq.cli_commands import FAILED, OK, USAGE
from tawthiq.errors import TawthiqError

INTERRUPTED = 130
_TOOLS = ("brat", "doccano", "labelstudio", "webanno")


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


def _moment(text: str) -> date:
    try:
        return datetime.fromisoformat(text) if "T" in text or " " in text.strip() else date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2019-03-31 or 2019-03-31T14:30") from None


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; `tawthiq.cli_reference` makes the reference page from it."""
    parser = _Parser(
        prog="tawthiq",
        description=say.DESCRIPTION,
        epilog=f"{say.EXIT_CODES}\n\nexample:\n  tawthiq extract report.txt --published 2019-10-03 --format table",
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
        "extract",
        say.EXTRACT,
        "read event records out of documents",
        f"{say.INPUTS}\n\n{say.EXTRACT_EXAMPLES}\n\n{say.EXIT_CODES}",
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
    extract.set_defaults(run=cli_commands.extract)

    explain = command("explain", say.EXPLAIN, "say why each record came out", f"{say.INPUTS}\n\n{say.EXPLAIN_EXAMPLES}")
    explain.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or - for standard input")
    explain.add_argument("--event", metavar="ID", help="only this record")
    explain.add_argument(
        "--published", metavar="DATE", type=_day, help="publication date of documents that bring none, as for extract"
    )
    explain.set_defaults(run=cli_commands.explain)

    normalize = command(
        "normalize", say.NORMALIZE, "print documents in match form", f"{say.SAME_INPUTS}\n\n{say.NORMALIZE_EXAMPLES}"
    )
    _single_stage(normalize, ("text", "jsonl"))
    normalize.set_defaults(run=cli_commands.normalize)

    tokenize = command(
        "tokenize", say.TOKENIZE, "print the words of documents", f"{say.SAME_INPUTS}\n\n{say.TOKENIZE_EXAMPLES}"
    )
    _single_stage(tokenize, ("tsv", "jsonl"))
    tokenize.set_defaults(run=cli_commands.tokenize)

    numbers = command(
        "numbers", say.NUMBERS, "print the numbers of each line", f"{say.LINES}\n\n{say.NUMBERS_EXAMPLES}"
    )
    _line_by_line(numbers)
    numbers.set_defaults(run=cli_commands.numbers)

    dates = command(
        "dates", say.DATES, "print the expressions of time of each line", f"{say.LINES}\n\n{say.DATES_EXAMPLES}"
    )
    _line_by_line(dates)
    dates.add_argument(
        "--reference", metavar="DATE", type=_moment,
        help="date or date and time (2019-03-31T14:30) that phrases such as “yesterday” count from",
    )  # fmt: skip
    dates.set_defaults(run=cli_commands.dates)

    evaluate = command("evaluate", say.EVALUATE, "compare records with gold", say.EVALUATE_EXAMPLES)
    _evaluate(evaluate)
    corpus = command("corpus", say.CORPUS, "check, split, exchange and compare annotations", "")
    _corpus(corpus.add_subparsers(title="commands", dest="corpus_command", metavar="COMMAND", parser_class=_Parser))
    return parser


def _evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", type=Path, metavar="GOLD", help="annotations (.jsonl), flat gold (.json), or a folder")
    parser.add_argument("predicted", nargs="?", metavar="RECORDS", help="records that `tawthiq extract` wrote")
    parser.add_argument("--model", metavar="MODEL", help="read the texts now: `default`, or a saved pipeline's folder")
    parser.add_argument("--baseline", metavar="OTHER", help="records or model to compare with, by the paired bootstrap")
    parser.add_argument(
        "--part",
        choices=("learn", "measure"),
        help="only these documents: a fifth to measure on, the rest to learn from",
    )
    parser.add_argument("--metrics", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with every error, to open in a browser")
    parser.add_argument("--errors", action="store_true", help="print every missed, spurious and wrong fact")
    parser.add_argument("--floor", type=float, metavar="F1", help="exit with 1 if core F1 is lower")
    parser.set_defaults(run=cli_corpus.evaluate)


def _corpus(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    def command(name: str, description: str, summary: str, epilog: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, description=description, help=summary, epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False,
        )  # fmt: skip

    check = command("check", say.CHECK, "check annotations", say.CHECK_EXAMPLES)
    check.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="annotations, JSON lines")
    check.add_argument("--report", type=Path, metavar="FILE", help="write what the corpus holds as JSON")
    check.set_defaults(run=cli_corpus.check)

    split = command("split", say.SPLIT, "deal documents out to train, dev and test", say.SPLIT_EXAMPLES)
    split.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="annotations, JSON lines")
    split.add_argument("-o", "--output", type=Path, metavar="FOLDER", required=True, help="where the three files go")
    split.add_argument(
        "--shares", nargs=3, type=float, metavar=("TRAIN", "DEV", "TEST"), default=(0.6, 0.15, 0.25),
        help="shares of the splits (default: 0.6 0.15 0.25)",
    )  # fmt: skip
    split.add_argument("--seed", type=int, default=0, help="deal otherwise (default: 0)")
    split.set_defaults(run=cli_corpus.split)

    export = command("export", say.EXPORT, "write annotations for an annotation tool", say.EXPORT_EXAMPLES)
    export.add_argument("path", type=Path, metavar="FILE", help="annotations, JSON lines")
    export.add_argument("--format", choices=(*_TOOLS, "docbin"), required=True, help="the tool")
    export.add_argument(
        "-o", "--output", type=Path, metavar="PATH", required=True, help="file, or folder for brat, webanno"
    )
    export.set_defaults(run=cli_corpus.export_)

    import_ = command("import", say.IMPORT, "read annotations of an annotation tool", say.IMPORT_EXAMPLES)
    import_.add_argument("path", type=Path, metavar="PATH", help="what the tool exported: a file or a folder")
    import_.add_argument("--format", choices=(*_TOOLS, "flat"), required=True, help="the tool")
    import_.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="where the JSON lines go")
    import_.set_defaults(run=cli_corpus.import_)

    agreement = command("agreement", say.AGREEMENT, "compare two annotators", say.AGREEMENT_EXAMPLES)
    agreement.add_argument("one", type=Path, metavar="A", help="annotations taken as gold")
    agreement.add_argument("other", type=Path, metavar="B", help="annotations of the same documents")
    agreement.set_defaults(run=cli_corpus.agreement)


def _line_by_line(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", metavar="FILE", default="-", help="text file, or - for standard input (the default)"
    )


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
            parser.error("which command? extract, explain, normalize, tokenize, numbers, dates, evaluate or corpus")
        if getattr(args, "run", None) is None:
            parser.error(f"which command of {args.command}? check, split, export, import or agreement")
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
