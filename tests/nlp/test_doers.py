"""Whom the clauses of a sentence give as the doer of what is told at a word. All sentences are composed."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tawthiq.nlp import build
from tawthiq.nlp.roles import Roles
from tawthiq.nlp.signs import Signs
from tawthiq.nlp.state import Counted, Found, Trigger, View, get
from tawthiq.types import Document

# A sentence, the word at which the claim is told, how its doer is said, and the doers.
EXAMPLES = (
    ("هاجم مسلحون الحاجز، ما أدى إلى مقتل 5 جنود وإصابة 3.", "مقتل", "result", ["unknown"]),
    ("هاجم مسلحون الحاجز، ما أدى إلى مقتل 5 جنود وإصابة 3.", "اصابه", "result", ["unknown"]),
    ("نصب مسلحون كميناً قرب تعز فقُتل 3 جنود وأصيب 4.", "اصيب", "same-result", ["unknown"]),
    ("قُتل 5 مدنيين وأصيب 7 في هجوم شنه تنظيم داعش.", "قتل", "tail", ["isis"]),
    ("قُتل 5 جنود عندما نصبت حركة الشباب كميناً لهم.", "قتل", "tail", ["al_shabaab"]),
    ("اقتحمت القوات التركية البلدة واعتقلت 12 مدنياً.", "اعتقلت", "elided-and-did", ["turkey"]),
    ("قصفت قوات النظام وروسيا بلدة كفرنبل.", "قصفت", "subject", ["syrian_regime", "russia"]),
    ("قال شاهد إن قوة تابعة للجيش التركي تمكنت من قتل 3 مدنيين.", "قتل", "clause", ["turkey"]),
    ("سيطرت القوات التركية على البلدة بعد اشتباكات أوقعت 9 قتلى.", "اوقعت", "clash", []),
    ("وُثّق قتل 40 مدنياً، و3 هجمات شنها تنظيم داعش.", "قتل", "open", []),
    ("شن تنظيم داعش هجوماً في الرقة، فيما قُتل 5 مدنيين في حمص.", "قتل", "nobody", []),
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build.load(linker=None)


@pytest.mark.parametrize(("text", "word", "how", "ids"), EXAMPLES)
def test_doers(nlp: Language, text: str, word: str, how: str, ids: list[str]) -> None:
    doc = nlp(build.make_doc(nlp, Document("composed", text)))
    view, mentions, counted, triggers = View(doc), get(doc, Found), get(doc, Counted), get(doc, Trigger)
    roles = Roles(Signs(view, mentions, counted, triggers), mentions, counted, triggers)
    told = view.norms.index(word)
    trigger = next((t for t in triggers if t.first == told), None)
    doer = roles.read.of(0, told, told + 1, trigger)
    found = [m.id for m in mentions if m.label == "ACTOR" and m.first in doer.firsts]
    assert (doer.how, found) == (how, ids)
