"""Claim and time: the day of an incident, or the period of the report that tells it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.signs import Signs
from tawthiq.nlp.state import Found
from tawthiq.text.matchers import word_set

# The upper ends of the classes of lengths, in days.
_LENGTHS = ((1, "day"), (2, "night"), (7, "week"), (31, "month"), (366, "year"))
# How many sentences at the head of a report, its headings among them, say what period it is about.
_OPENING = 4
# How many of the last times are looked at, and how many digits make a number large.
_LATELY = 6
_DIGITS = 4
_PERIODS = frozenset({"week", "month", "year", "years", "open"})
_REPORTED = frozenset({"week", "month", "year", "years"})
# How far before a time the word of reporting may stand whose time it is, and how far behind it what is reported begins.
_SAYING = 12
_SAID = 8
_ISSUED = 3
_THAT = frozenset({"ان", "انه", "انها", "انهم", ":"})


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """How long the time is, and how it lies to the time of the claim before."""
    length = length_of(it.head.id)
    yield f"length={length}"
    yield f"rule={it.head.rule.partition(':')[2]}"
    carried = "" if it.sentence == claim.sentence else " carried"
    for key in claim.before.get("DATE", ()):
        yield f"to-the-one-before={_relation(it.head.id, key)}{carried}"
        yield f"length={length} before={length_of(key)}"
    yield f"type={claim.block.type} length={length}"
    if not word_set("still").isdisjoint(text.signs.norms[slice(*text.signs.sentences[claim.sentence])]):
        yield f"still={claim.block.type}"  # `لا يزال 300 محتجزين`: a state of the day of the report
    if told := _told(text.signs, it.head):
        # `وقال المركز في بيان له الأسبوع الماضي إن …`: mostly the time of the statement, if a period is known.
        period = "none" if not text.period else "same" if it.head.id == text.period else "other"
        before = claim.before.get("DATE", set())
        known = "none" if not before else "same" if it.head.id in before else "else"
        yield f"told={told} period={period}{carried}"
        yield f"told={told} period={period} length={length}"
        yield f"told={told} before={known}{carried}"
        yield f"told={told} others={bool(rivals if carried else rivals[1:])}{carried}"
    if carried:
        yield from _carried(text, claim, it, length)
    yield f"rivals={','.join(sorted({length_of(r.head.id) for r in rivals if r is not it}))} length={length}"
    yield f"counted={_unit(claim)} length={length}"
    yield from _aggregate(text, claim, it, length)


def dates_and_period(signs: Signs, mentions: Sequence[Found]) -> tuple[Sequence[int], str]:
    """The first words of a text's times, and the interval it reports on: the first period that its opening names."""
    dates = [m for m in mentions if m.dates and m.id]
    opening = signs.sentences[min(_OPENING, len(signs.sentences)) - 1][1] if signs.sentences else 0
    period = next((m.id for m in dates if m.first < opening and length_of(m.id) in _PERIODS), "")
    return [m.first for m in dates], period


def is_of_statement(text: Text, it: Candidate) -> bool:
    """Whether a time is surely no event's: when a report was issued, or said, that names a period of its own.

    `عام 2022 … وقال المركز في بيان له أمس إن …`: the figures are those of the year.
    """
    if it.head.id == text.period or length_of(text.period) not in _REPORTED:
        return False
    return _told(text.signs, it.head) in ("issued that", "issued bare", "said that")


def _told(signs: Signs, it: Found) -> str:
    """Whether a time is that of a statement: it stands behind a word of reporting, with no event between.

    `الصادر اليوم` is issued, `قالت الوزارة أمس إن …` said, with what is reported behind `إن` or right behind it.
    """
    first, last = signs.sentences[bisect_right(signs.sentences, (it.first, len(signs.norms))) - 1]
    before = range(it.first - 1, max(first, it.first - _SAYING) - 1, -1)
    how = ""
    for at in before:
        if signs.norms[at] in word_set("issuing") and it.first - at <= _ISSUED:
            how = "issued"
            break
        if signs.kinds[at] == "reporting" or signs.norms[at] in word_set("speaking"):
            how = "said"
            break
        if at in signs.triggers or signs.kinds[at] == "count" or signs.norms[at] in _THAT:
            return ""
    if not how:
        return ""
    behind = next((i for i in range(it.last, min(it.last + _SAID, last)) if _opens(signs, i)), None)
    return f"{how} {'that' if behind is not None and signs.norms[behind] in _THAT else 'bare'}"


def _opens(signs: Signs, at: int) -> bool:
    return signs.norms[at] in _THAT or at in signs.triggers or signs.kinds[at] == "count"


def _carried(text: Text, claim: Claim, it: Candidate, length: str) -> Iterator[str]:
    """How the text has gone on since: over how many paragraphs, headings and other times."""
    paragraph, section_of = text.signs.outline
    paragraphs = paragraph[claim.sentence] - paragraph[it.sentence]
    between = bisect_left(text.dates, claim.first) - bisect_left(text.dates, it.last)
    section = "same" if section_of[claim.sentence] == section_of[it.sentence] else "other"
    role = "report" if text.period and it.head.id == text.period else "no-report" if text.period else "unknown"
    placed = f"paragraphs={min(paragraphs, 2)} section={section}"
    yield f"{placed} length={length}"
    yield f"{placed} role={role} length={length}"
    yield f"between={min(between, 3)} {placed} length={length}"
    yield f"between={min(between, 3)} role={role} length={length}"
    yield f"role={role} type={claim.block.type}"
    yield f"role={role} length={length}"
    for key in claim.before.get("DATE", ()):
        yield f"role={role} before={'report' if key == text.period else length_of(key)} {placed}"
    if not claim.before.get("DATE"):
        yield f"role={role} before=none {placed}"


def _aggregate(text: Text, claim: Claim, it: Candidate, length: str) -> Iterator[str]:
    """Whether the claim sums up a period (`سجّل المرصد 6820 حالة`) or tells an incident, and the time is of that sort.

    The figures of a period are large, its verbs say that somebody recorded them, and what was told of incidents before
    the heading or the paragraph is done with.
    """
    size = digits(claim)
    first, last = text.signs.sentences[claim.sentence]
    recorded = not word_set("recording").isdisjoint(text.signs.norms[first:last])
    where = "here" if it.sentence == claim.sentence else "carried"
    role = "report" if text.period and it.head.id == text.period else "other" if text.period else "unknown"
    yield f"size={size} length={length}"
    yield f"size={size} {where} role={role}"
    yield f"recorded={recorded} {where} role={role} length={length}"
    if where == "here":
        return
    paragraph, section = text.signs.outline
    dated = [text.signs.sentence_of(at) for at in _lately(text.dates, claim.first)]
    near = sum(paragraph[s] == paragraph[claim.sentence] for s in dated)
    told = sum(section[s] == section[claim.sentence] for s in dated)
    inside = min(near, 1), min(told, 2)
    yield f"dated={inside} role={role} length={length}"
    yield f"dated={inside} role={role} recorded={recorded}"
    yield f"dated={inside} role={role} size={size}"


def _lately(dates: Sequence[int], before: int) -> Sequence[int]:
    """The last few times said before a word."""
    end = bisect_left(dates, before)
    return dates[max(0, end - _LATELY) : end]


def digits(claim: Claim) -> str:
    """The class of the first figure of a claim: how many digits it has."""
    return str(min(len(str(int(claim.wholes[0].low or 0))), _DIGITS)) if claim.wholes else "-"


def _unit(claim: Claim) -> str:
    return claim.wholes[0].category if claim.wholes else "nothing"


def _ends(id: str) -> tuple[date | None, date | None]:
    start, _, end = id.partition("/")
    return date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None


def length_of(id: str) -> str:
    """The class of the length of an interval."""
    start, end = _ends(id) if id else (None, None)
    if start is None:
        return "unknown"
    if end is None:
        return "open"
    days = (end - start).days + 1
    return next((name for limit, name in _LENGTHS if days <= limit), "years")


def _relation(id: str, other: str) -> str:
    """How an interval lies to another: the same, around it, inside it, before or behind it."""
    (start, end), (begin, finish) = _ends(id), _ends(other)
    if id == other:
        return "same"
    if start is None or begin is None:
        return "unknown"
    last, final = end or date.max, finish or date.max
    if start <= begin and final <= last:
        return "around"
    if begin <= start and last <= final:
        return "inside"
    return "before" if start < begin else "behind"
