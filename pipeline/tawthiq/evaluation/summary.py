"""An evaluation as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tawthiq.evaluation.agreement import Agreement
from tawthiq.evaluation.facts import Fact
from tawthiq.evaluation.matching import Tally
from tawthiq.evaluation.report import Error, Report
from tawthiq.evaluation.scores import Score
from tawthiq.evaluation.sentences import Sentences

_SLOTS = ("perpetrators", "places", "start", "end", "weapons", "targets", "sources")


def summary(report: Report) -> Iterator[str]:
    """The lines of the tables."""
    yield f"{len(report.documents)} documents"
    yield from _scores(report.scores)
    if report.baseline is not None:
        yield ""
        yield f"{'against the baseline':14} {'F1':>7}  95 % interval      p"
        for name, d in report.baseline.items():
            yield f"{name:14} {d.f1:+7.3f}  [{d.low:+.3f}, {d.high:+.3f}]  {d.p:.3f}"
    if report.entities is not None:
        yield ""
        yield from _entities(report.entities)
    if report.uncounted is not None:
        t = report.uncounted
        yield ""
        yield f"uncounted events P {t.precision:.3f} R {t.recall:.3f} F1 {t.f1:.3f} n={t.support}"
    if report.calibration is not None:
        yield f"expected calibration error {report.calibration.error:.3f}"
    for kind, named in report.slices.items():
        yield ""
        yield f"{kind:28} {'docs':>5} {'fact':>7} {'core':>7} {'strict':>7}"
        for name, (many, scores) in named.items():
            f1s = "".join(f" {scores[measure].f1:7.3f}" for measure in ("fact", "core", "strict"))
            yield f"{name:28} {many:5}{f1s}"
    for title, confusion in (("type", report.types), ("category", report.categories)):
        wrong = Counter({pair: many for pair, many in confusion.items() if pair[0] != pair[1] and all(pair)})
        if wrong:
            yield ""
            yield f"{title} taken for another (gold, read)"
            yield from (f"{many:5}  {gold}  {read}" for (gold, read), many in wrong.most_common(10))


def _scores(scores: Mapping[str, Score]) -> Iterator[str]:
    yield f"{'':14} {'P':>6} {'R':>6} {'F1':>6}  95 % interval   gold"
    for name, s in scores.items():
        yield f"{name:14} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f}  [{s.low:.3f}, {s.high:.3f}] {s.support:5}"


def _entities(entities: Mapping[str, Tally]) -> Iterator[str]:
    yield f"{'entities':14} {'P':>6} {'R':>6} {'F1':>6}                   gold"
    for scheme, t in entities.items():
        yield f"{scheme:14} {t.precision:6.3f} {t.recall:6.3f} {t.f1:6.3f}                  {t.support:5}"


def agreement_summary(found: Agreement) -> Iterator[str]:
    """The lines of an agreement between annotators."""
    yield f"{len(found.documents)} documents annotated twice"
    yield from _scores(found.scores)
    yield ""
    yield from _entities(found.entities)
    alpha = "not defined" if found.alpha is None else f"{found.alpha:.3f}"
    yield f"Krippendorff's alpha of event types: {alpha} ({found.units} counts that both gave)"


def error_lines(errors: Sequence[Error], sentences: Sentences) -> Iterator[str]:
    """Every error with its sentence."""
    for error in errors:
        fact = error.gold or error.predicted
        assert fact is not None
        what = described(fact) if error.kind != "wrong" else f"{described(fact)}: {_differences(error)}"
        yield f"{error.document}\t{error.kind}\t{what}\t{sentences.of(error)}"


def described(fact: Fact) -> str:
    """A fact in one line: type, value by its bound, category and whole."""
    upper = f"–{fact.upper}" if fact.bound in ("range", "vague") else ""
    bound = "" if fact.bound in ("exact", "range") else f" ({fact.bound})"
    whole = f" of {fact.parent}" if fact.parent is not None else ""
    value = fact.upper if fact.bound in ("at_most", "less_than") else fact.value
    return f"{fact.type} {value}{upper}{bound} {fact.category}{whole}"


def _differences(error: Error) -> str:
    assert error.predicted is not None
    assert error.gold is not None
    return "; ".join(f"{name} {shown(error.predicted, name)} for {shown(error.gold, name)}" for name in error.fields)


def shown(fact: Fact, field: str) -> str:
    """One field of a fact as people read it."""
    if field == "subset_of":
        return str(fact.parent)
    if field == "time":
        return f"{fact.start or '…'} to {fact.end or '…'}" if fact.start or fact.end else "none"
    if field == "places":
        return " + ".join(" / ".join(sorted(names)) for names in fact.places) or "none"
    value = getattr(fact, field)
    return (", ".join(sorted(value)) or "none") if isinstance(value, frozenset) else str(value)
