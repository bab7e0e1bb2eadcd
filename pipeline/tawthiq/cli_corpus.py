"""`tawthiq evaluate` and `tawthiq corpus …`: what they do, and the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tawthiq.cli_commands import FAILED, OK, USAGE, reporter
from tawthiq.errors import InputError

if TYPE_CHECKING:
    from tawthiq.corpus.annotated import Annotated
    from tawthiq.evaluation.gold import Gold
    from tawthiq.types import Extraction

_DEFAULT = "default"


def evaluate(args: argparse.Namespace) -> int:
    """`tawthiq evaluate`: how well records agree with gold."""
    from tawthiq.evaluation.gold import part_of, read_gold
    from tawthiq.evaluation.report import evaluate, metrics
    from tawthiq.evaluation.sentences import Sentences
    from tawthiq.evaluation.summary import error_lines, summary

    if (args.predicted is None) == (args.model is None):
        reporter().error("give either a file of records or --model, not both and not neither")
        return USAGE
    gold = read_gold([args.gold])
    if args.part is not None:
        gold = [g for g in gold if part_of(g.document.id) == args.part]
        if not gold:
            raise InputError(str(args.gold), f"has no document in the part {args.part!r}; leave out --part")
    predicted = _predicted(args.model or args.predicted, gold)
    baseline = _predicted(args.baseline, gold) if args.baseline else None
    report = evaluate(gold, predicted, baseline, with_entities=args.model is not None)
    for line in summary(report):
        print(line)
    if args.errors:
        print()
        for line in error_lines(report.errors, Sentences({g.document.id: g.document.text for g in gold})):
            print(line)
    if args.metrics:
        _write_json(args.metrics, metrics(report))
    if args.html:
        from tawthiq.evaluation.page import page

        _write(args.html, page(report, gold, f"{args.model or args.predicted} against {args.gold}"))
    if args.floor is not None:
        return _above(args.floor, report.scores["core"].f1)
    return OK


def _above(floor: float, core: float) -> int:
    if core >= floor:
        return OK
    reporter().error(f"core F1 {core:.4f} is below the floor of {floor:.4f}")
    return FAILED


def _predicted(source: str, gold: Sequence[Gold]) -> Mapping[str, Extraction]:
    """The predictions of a model (`default`, or the folder of a saved pipeline), or of a file of records."""
    import tawthiq
    from tawthiq.evaluation.gold import read_predictions
    from tawthiq.types import Extraction

    path = Path(source)
    documents = [g.document for g in gold]
    if path.is_file():
        found = read_predictions(path)
        if found and not found.keys() & {document.id for document in documents}:
            raise InputError(source, "holds no record of any document of the gold; `document` must be the gold's id")
        return {document.id: Extraction(document, events=tuple(found.get(document.id, ()))) for document in documents}
    if source == _DEFAULT:
        nlp = tawthiq.load()
    elif (path / "meta.json").is_file():
        import spacy

        nlp = spacy.load(path)
    else:
        raise InputError(source, "is neither a file of records, nor a saved pipeline, nor `default`")
    return {extraction.document.id: extraction for extraction in tawthiq.extract(documents, nlp)}


def check(args: argparse.Namespace) -> int:
    """`tawthiq corpus check`: whether annotations are gold."""
    from tawthiq.corpus.checking import check_files

    report = reporter()
    for problem in check_files(args.paths):
        report.error(problem)
    if report.errors:
        report.note(f"{report.errors} problems")
        return FAILED
    documents = _read_all(args.paths)
    print(_size(documents))
    if args.report:
        from tawthiq.corpus.description import describe

        _write_json(args.report, describe(documents))
    return OK


def _size(documents: Sequence[Annotated]) -> str:
    counts = sum(len(event.counts) for d in documents for event in d.extraction.events)
    records = sum(len(d.extraction.events) for d in documents)
    words = sum(len(d.document.text.split()) for d in documents)
    return f"{len(documents):,} documents, {words:,} words, {records:,} records, {counts:,} counts"


def split(args: argparse.Namespace) -> int:
    """`tawthiq corpus split`: documents to train, dev and test."""
    from tawthiq.corpus.annotated import write_annotations
    from tawthiq.corpus.splitting import split
    from tawthiq.corpus.tags import SPLITS

    documents = _read_all(args.paths)
    shares = dict(zip(SPLITS, args.shares))
    try:
        sides = split(documents, shares, seed=args.seed)
    except ValueError as error:
        reporter().error(error)
        return USAGE
    for name, inside in sides.items():
        write_annotations(args.output / f"{name}.jsonl", inside)
        print(f"{name:6} {_size(inside)}")
    return OK


def export_(args: argparse.Namespace) -> int:
    """`tawthiq corpus export`: annotations in the form of a tool."""
    documents = _read_all([args.path])
    if args.format == "docbin":
        from tawthiq.nlp.docbin import write_docbin

        write_docbin(documents, args.output)
    else:
        from tawthiq.corpus.exchange import FORMATS

        write = FORMATS[args.format].write
        assert write is not None
        write(documents, args.output)
    print(f"{_size(documents)}: {args.output}")
    return OK


def import_(args: argparse.Namespace) -> int:
    """`tawthiq corpus import`: a tool's annotations as JSON lines."""
    from tawthiq.corpus.annotated import write_annotations
    from tawthiq.corpus.exchange import FORMATS

    documents = list(FORMATS[args.format].read(args.path))
    write_annotations(args.output, documents)
    print(f"{_size(documents)}: {args.output}")
    return OK


def agreement(args: argparse.Namespace) -> int:
    """`tawthiq corpus agreement`: how far two annotators agree."""
    from tawthiq.evaluation.agreement import agreement
    from tawthiq.evaluation.report import errors_of
    from tawthiq.evaluation.sentences import Sentences
    from tawthiq.evaluation.summary import agreement_summary, error_lines

    one, other = _read_all([args.one]), _read_all([args.other])
    try:
        found = agreement(one, other)
    except ValueError as error:
        raise InputError(str(args.other), str(error)) from error
    for line in agreement_summary(found):
        print(line)
    print()
    sentences = Sentences({annotated.document.id: annotated.document.text for annotated in one})
    for line in error_lines([e for document in found.documents for e in errors_of(document)], sentences):
        print(line)
    return OK


def _read_all(paths: Iterable[Path]) -> list[Annotated]:
    from tawthiq.corpus.annotated import read_annotations

    return [annotated for path in paths for _, annotated in read_annotations(path)]


def _write_json(path: Path, value: Mapping[str, object]) -> None:
    import json

    _write(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), f"cannot be written ({error.strerror})") from error
