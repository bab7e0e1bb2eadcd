"""Which places a text speaks of: names, unknown names, lists, and places without a name."""

from __future__ import annotations

import pytest

from tawthiq.nlp import build, state
from tawthiq.nlp.places import chains, coordinated, find_places
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
    # A point from which a town is found is not what `المدينة` goes back to.
    "قتل 3 في بعقوبة (60 كلم شمال بغداد) بانفجار وسط المدينة.": ["بعقوبة", "بغداد", "بعقوبة"],
    "قصف الطيران بلدة الدار الكبيرة وتير معلة وأم زعبور بريف حمص.": ["الدار الكبيرة", "تير معلة", "أم زعبور", "حمص"],
    "اعتقل الجنود 16 شاباً بحجة أنهم مطلوبون.": [],
    # The adjective of an occupied place is no part of its name.
    "اعتقل 5 شبان في القدس المحتلة.": ["القدس"],
    # The name of a person ends before a direction.
    "قتل 3 في منطقة بئر أحمد شمال عدن.": ["بئر أحمد", "عدن"],
    "قتل 3 في قريتي زعبور وشاكوط بريف حماة.": ["زعبور", "شاكوط", "حماة"],
    # Names of people and offices, and what only looks like one.
    "هدمت الجرافات منزلاً في حي الشيخ جراح في القدس.": ["الشيخ جراح", "القدس"],
    "أصيب عاملان في معبر كرم أبو سالم.": ["كرم أبو سالم"],
    "شهد العراق أمس مقتل 12 شخصاً.": ["العراق"],
    "قتل 3 من أبناء مديرية القبيطة شمال لحج.": ["القبيطة", "لحج"],
    "اعتقلت الميليشيا 35 شخصاً في تعز و27 في إب.": ["تعز", "إب"],
    # Names of no list behind a preposition, names of two words in other languages, names in quotation marks.
    "قتل 8 مسلحين في زمبلاغا قرب كابول.": ["زمبلاغا", "كابول"],
    "قتل 6 شرطيين وسط ضاحية زعبست رود غربي كابول.": ["زعبست رود", "كابول"],
    'انفجرت عبوة في منطقة "سوق الزعابير" شمال حلب.': ["سوق الزعابير", "حلب"],
    "هاجم مسلحون قرية (أم زعبور الشرقية) فجراً.": ["أم زعبور الشرقية"],
    # Common words, if the text says where it lies; areas named by an adjective; streets.
    "خطف مسلحون تاجراً في منطقة البنوك شرقي بغداد.": ["البنوك", "بغداد"],
    "عقد اجتماع في منطقة الصراع.": [],
    "انفجرت سيارة في الحي الصناعي جنوبي كربلاء.": ["الحي الصناعي", "كربلاء"],
    "أطلق قناص النار في شارع فلسطين شرقي بغداد.": ["شارع فلسطين", "بغداد"],
    # Rows behind a plural, over where one of them lies, and labels of lines.
    "شملت الغارات مناطق بينها الشيخ عثمان والمنصورة في عدن.": ["الشيخ عثمان", "المنصورة", "عدن"],
    "قصفت قرى زعبور وشاكوط جنوب حماة، وزنبور وطعبوش.": ["زعبور", "شاكوط", "حماة", "زنبور", "طعبوش"],
    "- حارم (إدلب): مقتل 3 مدنيين": ["حارم", "إدلب"],
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


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("قصف الطيران حلب وبلدة الباب.", True),
        ("قصف الطيران الرقة (شمال) ودير الزور (شرق).", True),
        ("قصف الطيران ريفي إدلب الجنوبي وحماة الشمالي.", True),
        ("قصف الطيران حلب ومناطق أخرى في إدلب.", True),
        ("قصف الطيران سراقب وعلى مخيم اليرموك.", True),
        ("انفجر لغم على طريق دوما - حرستا.", True),
        ("قصف الطيران حلب (وهي مدينة كبيرة يسكنها كثيرون) وإدلب.", False),
        ("قصف الطيران حلب قبل أن يقصف إدلب.", False),
    ],
)
def test_rows_of_places(nlp, text: str, joined: bool) -> None:
    doc = nlp(build.make_doc(nlp, Document("d", text)))
    left, right = [mention for mention in state.get(doc, state.Found) if mention.label == "PLACE"]
    assert coordinated(state.View(doc), left, right) is joined


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("انفجر لغم في تقاطع الفاروق وسط الرمادي.", ["الرمادي"]),
        ("قصف فصيل مدعوم من تركيا في جنديرس منزلاً.", ["تركيا", "جنديرس"]),
        ("تضررت منازل في المدينة القديمة في حلب.", ["حلب"]),
        ("انتقل المسلحون من صعدة إلى عمران.", ["صعدة", "عمران"]),
    ],
)
def test_chain_heads(text: str, heads: list[str]) -> None:
    view = state.View(build.make_doc(build.load(linker=None), Document(id="d", text=text)))
    assert [group[0].name for group in chains(view, find_places(view))] == heads
