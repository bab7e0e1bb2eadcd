"""The table: what its cells say, and that Arabic cells cannot swap places."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from tawthiq.batch.table import amount, excerpt, isolated, plain, print_table, rows
from tawthiq.types import CharSpan, Count, Event, Filler, Place, Time

TEXT = "أفاد مرصد القرية بمقتل ما لا يقل عن 20 مدنياً، بينهم 3 أطفال، في قصف على سوق بلدة الزهراء يوم الجمعة"


def span(part: str) -> CharSpan:
    start = TEXT.index(part)
    return CharSpan(part, start, start + len(part))


def count(value: int, bound: str = "exact", upper: int | None = None, **rest: object) -> Count:
    made = Count(value, upper, bound, "person", "civilian", None, span("20 مدنياً"))  # type: ignore[arg-type]
    return replace(made, **rest)  # type: ignore[arg-type]


EVENT = Event(
    id="e1",
    document="d",
    type="killing",
    assertion="asserted",
    trigger=span("مقتل"),
    counts=(
        count(20, "at_least"),
        count(3, upper=3, category="child", subset_of=0, span=span("3 أطفال")),
    ),
    perpetrators=(Filler("unknown", "مجهولون", span("قصف")),),
    places=(Place("الزهراء", span("الزهراء"), admin1="حمص"), Place("القرية", span("القرية"))),
    time=Time(date(2019, 3, 1), date(2019, 3, 31), span("يوم الجمعة")),
    weapons=(Filler("artillery", "قصف", span("قصف")),),
    targets=(Filler("market", "سوق", span("سوق")),),
    sources=(Filler("source:marsad", "مرصد القرية", span("مرصد القرية")),),
    evidence=CharSpan(TEXT, 0, len(TEXT)),
)


@pytest.mark.parametrize(
    ("bound", "value", "upper", "shown"),
    [
        ("exact", 5, 5, "5"), ("at_least", 5, None, "≥ 5"), ("more_than", 5, None, "> 5"), ("at_most", 0, 5, "≤ 5"),
        ("less_than", 0, 5, "< 5"), ("about", 5, 5, "~ 5"), ("range", 5, 9, "5–9"), ("vague", 10, 99, "10–99 (vague)"),
    ],
)  # fmt: skip
def test_amount(bound: str, value: int, upper: int | None, shown: str) -> None:
    assert amount(count(value, bound, upper)) == shown


def test_a_row_per_count() -> None:
    first, second = rows([EVENT])
    assert (first.type, first.count, first.part_of) == ("killing", "≥ 20 person/civilian", "")
    assert (first.perpetrators, first.means, first.sources) == ("unknown", "artillery\n→ market", "source:marsad")
    assert first.places == "الزهراء (حمص)\nالقرية"
    assert first.time == "2019-03"
    assert (second.type, second.count, second.part_of) == ("", "3 person/child", "≥ 20")
    assert "3 أطفال" in second.evidence


def test_other_assertions_parents_and_events_without_counts() -> None:
    share = replace(EVENT, id="e2", counts=(count(4, upper=4),), part_of="e1", assertion="denied")
    bare = replace(EVENT, id="e3", type="attack", counts=(), evidence=None, time=Time(span=span("يوم الجمعة")))
    _, _, third, fourth = rows([EVENT, share, bare])
    assert (third.type, third.part_of) == ("killing (denied)", "≥ 20")
    assert (fourth.type, fourth.count, fourth.time, fourth.evidence) == ("attack", "–", "يوم الجمعة", "مقتل")


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2019, 3, 5), date(2019, 3, 5), "2019-03-05"),
        (date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (date(2019, 3, 2), date(2019, 4, 1), "2019-03-02 – 2019-04-01"),
        (date(2011, 3, 1), None, "2011-03-01 – …"),
        (date(9999, 12, 1), date.max, "9999-12-01 – 9999-12-31"),
    ],
)
def test_time(start: date, end: date | None, shown: str) -> None:
    assert next(rows([replace(EVENT, time=Time(start, end))])).time == shown


def test_excerpt_is_cut_between_words() -> None:
    shown = excerpt(EVENT, span("3 أطفال"), 30)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "3 أطفال" in shown
    assert set(shown.strip("… ").split()) <= set(TEXT.split())
    assert excerpt(EVENT, span("3 أطفال"), 500) == TEXT


def test_controls_never_reach_the_terminal() -> None:
    assert plain("أ\x1b[31mب\u202eج\u2067\nد") == "أ [31mب ج د"


def printed(width: int, *, documents: bool = False) -> list[str]:
    out = io.StringIO()
    print_table(rows([EVENT, replace(EVENT, id="e2")]), out, documents=documents, width=width)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_every_isolate_closes_on_its_line(width: int) -> None:
    for line in printed(width):
        assert line.count("\u2068") == line.count("\u2069")


def test_columns_stay_in_place_where_the_bidirectional_algorithm_is_applied() -> None:
    get_display = pytest.importorskip("bidi").get_display
    # Two Arabic cells and a number between them: without isolates they would come out as one run, turned around.
    cells = ["الزهراء", "12", "يوم الجمعة"]
    assert [c[::-1] for c in get_display("  ".join(cells), base_dir="L").split("  ")] != cells
    marked = get_display("  ".join(map(isolated, cells)), base_dir="L")
    order = [marked.index(part) for part in ("ءارهزلا", "12", "ةعمجلا موي")]
    assert order == sorted(order)


def test_a_narrow_terminal_gets_slot_under_slot() -> None:
    assert printed(200)[0].split() == (
        [
            "type",
            "count",
            "part",
            "of",
            "perpetrators",
            "places",
            "time",
            "weapons",
            "→",
            "targets",
            "sources",
            "evidence",
        ]
    )
    narrow = printed(80)
    assert [line.split()[:2] for line in narrow[:3]] == [
        ["killing", "count"],
        ["perpetrators", "unknown"],
        ["places", isolated("الزهراء (حمص)").split()[0]],
    ]
    assert all(len(line.rstrip()) <= 80 for line in narrow)


def test_the_document_is_shown_where_there_are_several() -> None:
    assert printed(200, documents=True)[0].startswith("document")
    assert "document" not in printed(200)[0]
