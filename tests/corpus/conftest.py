"""Documents composed for the exchange: between them they hold all that gold may hold."""

from __future__ import annotations

from datetime import date

import pytest

from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.graph import implied_relations
from tawthiq.types import (
    CharSpan,
    Count,
    Document,
    Event,
    Extraction,
    Filler,
    Mention,
    Place,
    Quantity,
    Relation,
    Time,
)

TEXT = (
    "🕊️ تقرير\tشهري: قُتِلَ 12 مدنياً، بينهم 5 أطفال (منهم رضيعان)، و3 نساء 😢\r\n"
    "في غارةٍ روسيّة على مدرسة في بلدة كفرنبودة بريف حماة يوم 5 أيار 2019.\n\n"
    "• قوات النظام: 7 مدنيين | روسيا: نحو 2.5 ألف [مهجَّر]; _لا أقل_ * -> \\ 'نقل عن' المرصد؛\n"
    "واعتُقل العشرات في القرار 2254 𝟚، ونفى الجيش أي هجوم.\t"
)


def span(words: str, nth: int = 0) -> CharSpan:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return CharSpan(words, start, start + len(words))


def _full() -> Annotated:
    document = Document(
        "حماة/2019: تقرير",
        TEXT,
        date(2019, 5, 31),
        "عنوان «التقرير»",
        "composed",
        "https://example.org/1?a=b&c",
        {
            "genre": "monthly",
            "country": "SY",
            "year": 2019,
            "phenomena": ["vocalised", "emoji"],
            "note": {"a": [1, None]},
        },
    )
    killing = Event(
        "حماة-0",
        document.id,
        "killing",
        "asserted",
        span("قُتِلَ"),
        (
            Count(12, 12, "exact", "person", "civilian", None, span("12 مدنياً")),
            Count(5, 5, "exact", "person", "child", 0, span("5 أطفال")),
            Count(2, 2, "exact", "person", "child", 1, span("رضيعان"), True),
            Count(3, 3, "exact", "person", "woman", 0, span("3 نساء 😢")),
        ),
        perpetrators=(
            Filler("russia", "روسيا", span("روسيّة")),
            Filler("syrian_regime", "قوات النظام", span("قوات النظام")),
        ),
        victims=(Filler("child", "رضيعان", span("رضيعان")),),
        places=(
            Place("كفرنبودة", span("بلدة كفرنبودة"), "geonames:173811", "SY", "حماة", 35.0, 36.5),
            Place("حماة", span("ريف حماة")),
        ),
        time=Time(date(2019, 5, 5), date(2019, 5, 5), span("يوم 5 أيار 2019")),
        weapons=(Filler("airstrike", "غارة", span("غارةٍ")),),
        targets=(Filler("school", "مدرسة", span("مدرسة")),),
        sources=(Filler("sohr", "المرصد", span("المرصد")), Filler("source:local", "محلي", span("نقل عن"))),
        evidence=CharSpan(TEXT[0:70], 0, 70),
        confidence=0.25,
    )
    share = Event(
        "حماة-1",
        document.id,
        "killing",
        "alleged",
        span("قُتِلَ"),  # the trigger of the total
        (Count(7, 7.0, "exact", "person", "civilian", None, span("7 مدنيين")),),  # equal, not the same
        # the places of the total the other way round, one of them again with the same values
        perpetrators=(Filler("syrian_regime", "قوات النظام", span("قوات النظام")),),
        places=(Place("حماة", span("ريف حماة")), Place("كفرنبودة", span("بلدة كفرنبودة"), "geonames:173811", "SY")),
        time=Time(None, date(2019, 5, 31), None),
        part_of="حماة-0",
    )
    displaced = Event(
        "حماة-2",
        "elsewhere",
        "displacement",
        "asserted",
        span("مهجَّر"),
        (
            Count(2500.0, 2500.0, "about", "person", "displaced_person", None, span("نحو 2.5 ألف")),
            Count(2.5, None, "about", "person", "displaced_person", None, span("نحو 2.5 ألف")),
            Count(0, 10, "at_most", "person", "displaced_person", None, span("نحو 2.5 ألف")),
        ),
        time=Time(),
    )
    detention = Event(
        "0",
        document.id,
        "detention",
        "denied",
        span("واعتُقل العشرات\nفي".replace("\n", " ")),
        (Count(10, 99, "vague", "person", "person", None, span("العشرات")),),
        time=Time(None, None, span("2019.\n\n• قوات")),  # over line breaks
        confidence=1,
    )
    bare = Event("9", document.id, "attack", "denied", span("هجوم"), part_of="0")
    events = (displaced, killing, share, detention, bare)
    return Annotated(
        Extraction(
            document,
            (
                Mention("PLACE", "geonames:173811", "كفرنبودة", span("بلدة كفرنبودة"), "gold"),
                Mention("PLACE", None, "حماة", span("حماة"), "gazetteer"),
                Mention("ACTOR", "russia", "روسيا", span("روسيّة"), "gold"),
                Mention("ACTOR", "russia", "روسيا", span("روسيّة"), "model:1 [x]|y"),
                Mention("DATE", "2019-05-05/2019-05-05", "5 أيار", span("يوم 5 أيار 2019"), "dates"),
                Mention("ORG", None, "", span("الجيش"), "gold"),
            ),
            (
                Quantity(12, 12, "exact", "person", "civilian", span("12 مدنياً"), "gold"),
                Quantity(5, 5, "exact", "person", "child", span("5 أطفال"), "number+noun"),
                Quantity(2.5, None, "at_least", "percent", "child", span("2.5"), "gold"),
            ),
            (
                Relation("counts", span("12"), span("12 مدنياً"), "gold"),
                Relation("event", span("12 مدنياً"), span("قُتِلَ"), "nearest"),
            ),
            events,
        ),
        (span("2254"), span("𝟚"), span("2019")),
    )


def _plain() -> Annotated:
    """Gold without a trace of machines: what the relations are follows from the events."""
    text = "\n \t قتل 3 أشخاص، وأصيب 4، في درعا.  اعتقل 2 في درعا."

    def at(words: str) -> CharSpan:
        return CharSpan(words, text.index(words), text.index(words) + len(words))

    def person(value: int, words: str) -> tuple[Count, ...]:
        return (Count(value, value, "exact", "person", "person", None, at(words)),)

    place = Place("درعا", at("درعا"), country="SY")
    events = (
        Event("p-0", "p", "killing", "asserted", at("قتل"), person(3, "3 أشخاص"), places=(place,)),
        Event("p-1", "p", "injury", "asserted", at("أصيب"), person(4, "4"), places=(place,), part_of="p-0"),
        Event("p-2", "p", "detention", "asserted", at("اعتقل"), person(2, "2")),
    )
    numbers = (Relation("counts", at("3"), at("3 أشخاص"), "gold"),)
    return Annotated(
        Extraction(
            Document("p", text),
            (Mention("PLACE", None, "درعا", at("درعا"), "gold"),),
            tuple(
                Quantity(c.value, c.upper, c.bound, c.unit, c.category, c.span, "gold")
                for event in events
                for c in event.counts
            ),
            implied_relations(events, numbers),
            events,
        )
    )


def _empty() -> Annotated:
    return Annotated(Extraction(Document("empty", " \n")))


@pytest.fixture
def composed() -> list[Annotated]:
    """In an order that is not that of the ids."""
    return [_full(), _plain(), _empty()]
