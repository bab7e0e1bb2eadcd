"""The corpus as a DocBin: read again, nothing of the gold is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from tawthiq.corpus.annotated import Annotated
from tawthiq.errors import CodecError
from tawthiq.nlp.docbin import TAGS, to_docs, write_docbin
from tawthiq.types import CharSpan, Count, Document, Event, Extraction, Mention

TEXT = "وقتلت قوات النظام السوري 12 مدنياً، بينهم 5 أطفال 😢\nفي حلب."


def span(words: str) -> CharSpan:
    return CharSpan(words, TEXT.index(words), TEXT.index(words) + len(words))


GOLD = Annotated(
    Extraction(
        Document("d", TEXT, date(2019, 5, 31), extra={"genre": "news", "year": 2019, "note": "not a tag"}),
        (
            Mention("ACTOR", "syrian_regime", "قوات النظام", span("قوات النظام السوري"), "gold"),
            Mention("ORG", None, "النظام السوري", span("النظام السوري"), "gold"),
            Mention("PLACE", "geonames:170063", "حلب", span("حلب"), "gold"),
        ),
        events=(
            Event(
                "d-0", "d", "killing", "asserted", span("قتلت"),
                (
                    Count(12, 12, "exact", "person", "civilian", None, span("12 مدنياً")),
                    Count(5, 5, "exact", "person", "child", 0, span("5 أطفال")),
                ),
            ),
            Event("d-1", "d", "injury", "asserted", span("قتلت")),
        ),
    )
)  # fmt: skip


def test_read_again(tmp_path: Path):
    write_docbin([GOLD, Annotated(Extraction(Document("e", " ")))], tmp_path / "new" / "dev.spacy")
    doc, empty = DocBin().from_disk(tmp_path / "new" / "dev.spacy").get_docs(spacy.blank("ar").vocab)
    assert doc.text == TEXT
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        ("قوات النظام السوري", "ACTOR", "syrian_regime"),
        ("حلب", "PLACE", "geonames:170063"),
    ]
    assert [(ent.text, ent.label_, ent.kb_id_, ent.id_) for ent in doc.spans["entities"]] == [
        ("قوات النظام السوري", "ACTOR", "syrian_regime", "gold"),
        ("النظام السوري", "ORG", "", "gold"),
        ("حلب", "PLACE", "geonames:170063", "gold"),
    ]
    assert [(t.label_, t.id_) for t in doc.spans["triggers"]] == [("killing", "d-0"), ("injury", "d-1")]
    assert [(c.text, c.label_, c.kb_id_, c.id_) for c in doc.spans["counts"]] == [
        ("12 مدنياً", "civilian", "12", "d-0/0"),
        ("5 أطفال", "child", "5", "d-0/1"),
    ]
    assert (doc._.document, doc._.published, doc._.events) == ("d", GOLD.document.published, GOLD.extraction.events)
    assert doc.user_data[TAGS] == {"genre": "news", "year": 2019}
    assert [token.norm_ for token in doc] == [token.norm_ for token in next(to_docs([GOLD]))]
    assert [token.norm_ for token in doc][:2] == ["و", "قتلت"]
    assert empty.text == " "


def test_a_span_outside_the_text():
    with pytest.raises(CodecError, match="outside the text"):
        list(
            to_docs([Annotated(Extraction(Document("d", "قتل"), (Mention("ORG", None, "", CharSpan("", 8, 9), ""),)))])
        )


def test_a_span_within_a_token_takes_the_token():
    document = Document("d", "قوات-النظام")
    inner = Annotated(Extraction(document, (Mention("ORG", None, "وات", CharSpan("وات", 1, 4), "gold"),)))
    (doc,) = to_docs([inner])
    assert [ent.text for ent in doc.ents] == ["قوات"]
