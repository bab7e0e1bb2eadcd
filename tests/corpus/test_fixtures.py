"""What each tool writes by its own documentation, read: the files are written by hand, the gold is the same in all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange import FORMATS
from tawthiq.corpus.graph import implied_relations
from tawthiq.types import CharSpan, Count, Document, Event, Extraction, Filler, Mention, Place, Quantity

FIXTURES = Path(__file__).parent / "fixtures"
TEXT = "😢 مقتل 4 مدنيين بينهم طفلان\nفي قصف روسي على إدلب.\n"


def span(words: str) -> CharSpan:
    return CharSpan(words, TEXT.index(words), TEXT.index(words) + len(words))


RUSSIA = Filler("russia", "روسيا", span("روسي"))
IDLIB = Place("إدلب", span("إدلب"))
EVENTS = (
    Event(
        "report-0", "report", "killing", "asserted", span("مقتل"),
        (
            Count(4, 4, "exact", "person", "civilian", None, span("4 مدنيين")),
            Count(2, 2, "exact", "person", "child", 0, span("طفلان")),
        ),
        perpetrators=(RUSSIA,), places=(IDLIB,),
    ),
    Event("report-1", "report", "attack", "alleged", span("قصف"), perpetrators=(RUSSIA,), places=(IDLIB,)),
)  # fmt: skip
GOLD = Annotated(
    Extraction(
        Document("report", TEXT),
        (
            Mention("ORG", None, "طفلان\nفي", span("طفلان\nفي"), "gold"),  # over a line break
            Mention("ACTOR", "russia", "روسيا", span("روسي"), "gold"),
            Mention("PLACE", None, "إدلب", span("إدلب"), "gold"),
        ),
        tuple(Quantity(c.value, c.upper, c.bound, c.unit, c.category, c.span, "gold") for c in EVENTS[0].counts),
        implied_relations(EVENTS),
        EVENTS,
    )
)


@pytest.mark.parametrize("name", ["brat", "doccano.jsonl", "labelstudio.json"])
def test_read(name: str):
    assert list(FORMATS[name.partition(".")[0]].read(FIXTURES / name)) == [GOLD]


def test_read_webanno():
    # The format has no place for what stands behind the last sentence.
    document = replace(GOLD.document, text=TEXT.rstrip())
    assert list(FORMATS["webanno"].read(FIXTURES / "webanno")) == [
        replace(GOLD, extraction=replace(GOLD.extraction, document=document))
    ]
