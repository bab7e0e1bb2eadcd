"""The scene of a text: what a reader takes for the place of a sentence that names none. All texts are composed."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tawthiq.nlp import build
from tawthiq.nlp.roles import Roles
from tawthiq.nlp.scene import Scene, is_summed_up
from tawthiq.nlp.signs import Signs
from tawthiq.nlp.state import Counted, Found, Trigger, View, get
from tawthiq.types import Document

# A text, the names of its heading before its last sentence, and the place of the event told before it.
EXAMPLES = (
    ("انفجرت سيارة مفخخة في تكريت. وقُتل 12 شخصاً.", (), "تكريت"),
    ("قصفت الطائرات مواقع في بلدة سراقب بريف إدلب. وقُتل 5 مدنيين.", (), "سراقب"),
    ("قُتل شرطي في تعز ونُقل جرحى إلى عدن. وأصيب 4 آخرون.", (), None),
    ("قُتل قائد شرطة بعقوبة. وأصيب 4 آخرون.", (), None),
    ("قُتل 70 مدنياً، منهم 40 في حلب. وأصيب 90.", (), None),
    ("انفجرت سيارة مفخخة في تكريت.\n\nوقُتل 12 شخصاً.", (), None),
    ("حصار المدن السورية\n\nدير الزور\nلا يصل الطحين منذ شهر. وتوفي 27 شخصاً.", ("دير الزور",), None),
    ("حصار المدن السورية\n\nدوما وسقبا\nلا يصل الطحين إلى دوما منذ شهر. وتوفي 27 شخصاً.", ("دوما",), None),
    ("حصار المدن السورية\n\nدير الزور\nانفجر لغم في الميادين. وتوفي 27 شخصاً.", (), "الميادين"),
    ("حصار المدن السورية\n\nدير الزور\nلا يصل الطحين.\nالتوصيات\nتوفي 27 شخصاً.", (), None),
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build.load(linker=None)


def scene_of(nlp: Language, text: str) -> tuple[Signs, list[Found], Scene]:
    doc = build.make_doc(nlp, Document("d", text))
    nlp(doc)
    mentions, counted, triggers = get(doc, Found), get(doc, Counted), get(doc, Trigger)
    signs = Signs(View(doc), mentions, counted, triggers)
    roles = Roles(signs, mentions, counted, triggers)
    return signs, mentions, Scene(signs, mentions, triggers, roles.clauses)


@pytest.mark.parametrize(("text", "heading", "told"), EXAMPLES, ids=[text[:40] for text, *_ in EXAMPLES])
def test_the_setting_of_the_last_sentence(nlp: Language, text: str, heading: tuple[str, ...], told: str | None) -> None:
    signs, mentions, scene = scene_of(nlp, text)
    setting = scene.before(len(signs.sentences) - 1)
    assert setting.heading == heading
    assert next((m.name for m in mentions if m.label == "PLACE" and m.first == setting.told), None) == told


def test_a_text_without_places_has_no_setting(nlp: Language) -> None:
    _, _, scene = scene_of(nlp, "قُتل 5 مدنيين. وأصيب 4 آخرون.")
    assert scene.before(1) == ((), -1)


@pytest.mark.parametrize(
    ("text", "summed_up"),
    [("وارتفع عدد القتلى منذ بداية العام إلى 205.", True), ("وقُتل 12 شخصاً في الانفجار.", False)],
)
def test_tolls_that_sum_up(nlp: Language, text: str, summed_up: bool) -> None:
    signs, _, _ = scene_of(nlp, text)
    assert is_summed_up(signs, *signs.sentences[0]) is summed_up
