"""What an actor does where it is named: composed sentences, each with the roles of its actors in order."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tawthiq.nlp import build
from tawthiq.nlp.roles import Roles
from tawthiq.nlp.signs import Signs
from tawthiq.nlp.state import Counted, Found, Trigger, View, get
from tawthiq.types import Document

EXAMPLES = (
    ("قصفت قوات النظام مواقع لفصائل المعارضة في ريف حماة.", ["subject", "aimed-at"]),
    ("قُتل 19 مدنياً في قصف جوي ومدفعي لقوات النظام على إدلب.", ["attack-of"]),
    ("قُتل ثلاثة مدنيين برصاص القوات التركية قرب إدلب.", ["attack-of"]),
    ("قُتل 12 مدنياً على يد قوات النظام وروسيا في إدلب.", ["by", "by"]),
    ("هاجم مئات من عناصر بوكو حرام قرية وقتلوا 11 مدنياً.", ["subject"]),
    ("أعدمهم تنظيم داعش في تدمر مع 14 آخرين.", ["subject"]),
    ("قال الجيش اللبناني إنه أوقف عشرة أشخاص.", ["announces-own"]),
    ("أعلن الجيش التركي أن طائراته دمرت 5 مخازن.", ["announces-own"]),
    ("أعلنت الشرطة العراقية مقتل 5 مدنيين في انفجار عبوة ناسفة.", ["speaks"]),
    ("تبنت حركة الشباب الهجوم الذي قُتل فيه 5 مدنيين.", ["claims"]),
    ("أعلن تنظيم داعش مسؤوليته عن الهجوم الذي قُتل فيه 5 مدنيين.", ["claims"]),
    ("قُتل ثلاثة في غارة نسبها مسؤولون إلى الجيش الأمريكي.", ["accused"]),
    ("قُتل 5 مدنيين في التفجير الذي استهدف القوات العراقية.", ["aimed-at"]),
    ("قالت مصادر إن قوة تابعة للجيش التركي تمكنت من قتل 3 مدنيين.", ["subject-before"]),
    ("ألقت عليها المروحيات التركية 5 براميل.", ["subject"]),
    ("قُتل مدني بعد إطلاق القوات التركية النار.", ["subject-of-noun"]),
    ("قال شاهد إن الغارة استهدفت القوات التركية.", ["aimed-at"]),
    ("نزح 40 مدنياً من مناطق سيطرة القوات التركية.", ["controls"]),
    ("لا يزال 6950 معتقلاً لدى قوات النظام.", ["holds"]),
    ("قُتل 37 عنصراً من قوات النظام في كمين نصبه تنظيم داعش.", ["counted", "by"]),
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build.load(linker=None)


@pytest.mark.parametrize(("text", "roles"), EXAMPLES)
def test_roles(nlp: Language, text: str, roles: list[str]) -> None:
    doc = nlp(build.make_doc(nlp, Document("composed", text)))
    mentions, counted, triggers = get(doc, Found), get(doc, Counted), get(doc, Trigger)
    found = Roles(Signs(View(doc), mentions, counted, triggers), mentions, counted, triggers).roles
    assert [found[m.first] for m in mentions if m.label == "ACTOR"] == roles
