"""Which places a text speaks of: names, unknown names, lists, and places without a name."""

from __future__ import annotations

import pytest

from tawthiq.nlp import build, state
from tawthiq.types import Document

# text -> the names of its places, in order
PLACES = {
    # The country or the capital that the document is about.
    "قال الجيش العراقي إن 9 أشخاص قتلوا في عموم البلاد.": ["العراق"],
    "قتل شرطي في بعقوبة، وقتل 3 مدنيين في العاصمة.": ["بعقوبة", "بغداد"],
    "قتل شرطي في بعقوبة، وقتل 3 مدنيين في العاصمة السورية.": ["بعقوبة", "دمشق"],
    "سقطت قذائف في العاصمة السورية دمشق.": ["دمشق"],
    "قصف الطيران الأراضي السورية.": ["سوريا"],
    "هزت انفجارات عدداً من المحافظات العراقية.": ["العراق"],
    "اعتقل 20 شخصاً في تسع محافظات يمنية.": ["اليمن"],
    "قصفت الدبابات قطاع غزة، وقتل 3 جنوب القطاع.": ["قطاع غزة", "قطاع غزة"],
    # What goes back to a place named before, and what does not.
    "قصف الطيران بلدة سراقب، وقتل 3 داخل البلدة.": ["سراقب", "سراقب"],
    "قصف الطيران بلدة سراقب والقرى المجاورة.": ["سراقب"],
    "قال اللواء سعيد إن 3 قتلوا في منطقة سنجار.": ["سنجار"],
    # The adjective of an occupied place is no part of its name.
    "اعتقل 5 شبان في القدس المحتلة.": ["القدس"],
    # The name of a person ends before a direction.
    "قتل 3 في منطقة بئر أحمد شمال عدن.": ["بئر أحمد", "عدن"],
    "قتل 3 في قريتي زعبور وشاكوط بريف حماة.": ["زعبور", "شاكوط", "حماة"],
}


@pytest.fixture(scope="module")
def nlp():
    return build.load(linker=None)


@pytest.mark.parametrize("text", PLACES)
def test_places(nlp, text: str) -> None:
    doc = nlp(build.make_doc(nlp, Document("d", text)))
    found = [mention for mention in state.mentions(doc) if mention.label == "PLACE"]
    assert [mention.name for mention in found] == PLACES[text]
    for mention in found:
        assert text[mention.span.start : mention.span.end] == mention.span.text
