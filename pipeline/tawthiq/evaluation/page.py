"""An evaluation as one self-contained HTML page: no script, font or picture is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files

from tawthiq.evaluation.gold import Gold
from tawthiq.evaluation.report import Error, Report
from tawthiq.evaluation.scores import Score
from tawthiq.evaluation.sentences import Sentences
from tawthiq.evaluation.summary import described, shown
from tawthiq.types import CharSpan

_LEGEND = (
    'Marked: <mark class="gold">in the gold</mark> <mark class="read">as read</mark> '
    '<mark class="gold read">both</mark>; <del>as read</del> <ins>in the gold</ins>.'
)


def page(report: Report, gold: Sequence[Gold], title: str) -> str:
    """The page: scores, slices, confusions, and the errors with their sentences, to be filtered by slice."""
    sentences = Sentences({g.document.id: g.document.text for g in gold})
    slices = {g.document.id: list(g.slices()) for g in gold}
    body = "".join(
        (
            f"<h1>{escape(title)}</h1><p>{len(report.documents)} documents</p>",
            _scores(report.scores),
            _entities(report),
            *(_slices(kind, named) for kind, named in report.slices.items()),
            _confusion("Types", report.types),
            _confusion("Categories", report.categories),
            _calibration(report),
            _errors(report.errors, sentences, slices),
        )
    )
    style, script = (files("tawthiq.evaluation").joinpath(f"page.{kind}").read_text("utf-8") for kind in ("css", "js"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
        f"<body>{body}<script>{script}</script></body></html>\n"
    )


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def _scores(scores: Mapping[str, Score]) -> str:
    rows = (
        (name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"<b>{s.f1:.3f}</b>", _interval(s), str(s.support))
        for name, s in scores.items()
    )
    return "<h2>Scores</h2>" + _table(("", "precision", "recall", "F1", "95 % interval of F1", "gold"), iter(rows))


def _interval(score: Score) -> str:
    """The interval in figures and as a bar from 0 to 1."""
    left, width = 100 * score.low, 100 * (score.high - score.low)
    bar = f'<i style="left:{left:.1f}%;width:{max(width, 0.5):.1f}%"></i>'
    return f'{score.low:.3f} to {score.high:.3f} <span class="bar">{bar}</span>'


def _entities(report: Report) -> str:
    html = ""
    if report.entities is not None:
        rows = (
            (scheme, f"{t.precision:.3f}", f"{t.recall:.3f}", f"<b>{t.f1:.3f}</b>", str(t.support))
            for scheme, t in report.entities.items()
        )
        html += "<h2>Entities</h2>" + _table(("", "precision", "recall", "F1", "gold"), iter(rows))
    if report.uncounted is not None:
        t = report.uncounted
        row = (f"{t.precision:.3f}", f"{t.recall:.3f}", f"<b>{t.f1:.3f}</b>", str(t.support))
        html += "<h2>Events without a count</h2>" + _table(("precision", "recall", "F1", "gold"), iter([row]))
    return html


def _slices(kind: str, named: Mapping[str, tuple[int, Mapping[str, Score]]]) -> str:
    rows = (
        (escape(name), str(many), *(f"{scores[measure].f1:.3f}" for measure in ("fact", "core", "strict")))
        for name, (many, scores) in named.items()
    )
    table = _table((kind, "documents", "fact F1", "core F1", "strict F1"), iter(rows))
    return f"<details><summary>By {escape(kind)}</summary>{table}</details>"


def _confusion(title: str, confusion: Mapping[tuple[str, str], int]) -> str:
    """A square table: gold down, read across; "–" is nothing."""
    names = sorted({name for pair in confusion for name in pair}, key=lambda name: (not name, name))
    rows = []
    for gold in names:
        cells = [f'<th class="side">{escape(gold or "–")}</th>']
        for read in names:
            many = confusion.get((gold, read), 0)
            kind = "same" if gold == read else "other" if many else "none"
            cells.append(f'<td class="{kind}">{many or ""}</td>')
        rows.append("<tr>" + "".join(cells) + "</tr>")
    head = "".join(f'<th class="turned"><span>{escape(name or "–")}</span></th>' for name in names)
    table = f'<table class="confusion"><thead><tr><th>gold \\ read</th>{head}</tr></thead>{"".join(rows)}</table>'
    return f"<details><summary>{title}: what is taken for what</summary>{table}</details>"


def _calibration(report: Report) -> str:
    if report.calibration is None:
        return ""
    rows = ((f"{b.confidence:.2f}", f"{b.right:.2f}", str(b.many)) for b in report.calibration.bins)
    head = f"<h2>Calibration</h2><p>expected calibration error {report.calibration.error:.3f}</p>"
    return head + _table(("confidence", "right", "facts"), iter(rows))


def _errors(errors: Sequence[Error], sentences: Sentences, slices: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    found: dict[str, set[str]] = {"error": set(), "field": set()}
    items = []
    for error in errors:
        tags = [("error", error.kind), *(("field", name) for name in error.fields), *slices[error.document]]
        for kind, name in tags:
            found.setdefault(kind, set()).add(name)
        keys = escape("|".join(f"{kind}={name}" for kind, name in tags), quote=True)
        items.append(f'<li data-tags="|{keys}|">{_error(error, sentences)}</li>')
    filters = "".join(_filter(kind, sorted(names)) for kind, names in found.items() if names)
    return (
        f'<h2>Errors</h2><form id="filters">{filters}<output id="shown">{len(items)} shown</output></form>'
        f"<p>{_LEGEND}</p>"
        f'<ol id="errors">{"".join(items)}</ol>'
    )


def _filter(kind: str, names: Sequence[str]) -> str:
    options = "".join(f'<option value="{escape(f"{kind}={n}", quote=True)}">{escape(n)}</option>' for n in names)
    return f'<label>{escape(kind)} <select><option value="">all</option>{options}</select></label>'


def _error(error: Error, sentences: Sentences) -> str:
    fact = error.gold or error.predicted
    assert fact is not None
    about = (
        f'<b class="{error.kind}">{error.kind}</b> <code>{escape(described(fact))}</code> in {escape(error.document)}'
    )
    if error.predicted is not None and error.gold is not None:
        differences = (
            f"<li>{name}: <del>{escape(shown(error.predicted, name))}</del> "
            f"<ins>{escape(shown(error.gold, name))}</ins></li>"
            for name in error.fields
        )
        about += f"<ul>{''.join(differences)}</ul>"
    spans = [(f.span, kind) for f, kind in ((error.gold, "gold"), (error.predicted, "read")) if f and f.span]
    return about + "".join(_marked(error.document, spans, sentences))


def _marked(document: str, spans: Sequence[tuple[CharSpan | None, str]], sentences: Sentences) -> Iterator[str]:
    """The sentence, right to left, with the spans of gold and reading marked; the same span is marked once."""
    known = [(span, kind) for span, kind in spans if span is not None]
    if not known:
        return
    sentence = sentences.around(document, known[0][0])
    marks: dict[tuple[int, int], list[str]] = {}
    for span, kind in known:
        if sentence.start <= span.start and span.end <= sentence.end:
            marks.setdefault((span.start - sentence.start, span.end - sentence.start), []).append(kind)
    html, at = "", 0
    for (start, end), kinds in sorted(marks.items()):
        if start < at:  # overlaps the mark before it
            continue
        html += escape(sentence.text[at:start])
        html += f'<mark class="{" ".join(kinds)}">{escape(sentence.text[start:end])}</mark>'
        at = end
    yield f'<p dir="rtl" lang="ar">{html}{escape(sentence.text[at:])}</p>'
