"""Who speaks: sources by shape, sources named again, and the speech that a word belongs to."""

from __future__ import annotations

import pytest

import tawthiq
from tawthiq.nlp.speeches import Speeches
from tawthiq.nlp.state import Found, View, get


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load(linker=None)


SPEAKERS = [
    ("قال مركز الضفاف للدراسات إن 5 مدنيين قُتلوا.", ["source:organisation"]),
    ("نفت فرنسا مقتل جنودها.", ["government"]),
    ("وقعت اشتباكات بين قوات النظام ومسلحين.", []),
    ("أعلنت منظمة العفو الدولية مقتل 5. وأضافت المنظمة أن 3 أصيبوا.", ["amnesty", "amnesty"]),
    ("قال المتحدث باسم الشرطة سامر الحلو إن 5 قُتلوا. وأضاف الحلو أن 3 أصيبوا.", ["source:police", "source:police"]),
]


@pytest.mark.parametrize(("text", "ids"), SPEAKERS)
def test_speakers(nlp, text: str, ids: list[str]) -> None:
    assert [f.id for f in get(nlp(text), Found) if f.label == "SOURCE"] == ids


SPEECHES = [
    ("قالت الشرطة إن خمسة قتلوا", "source:police"),
    ("قالت الشرطة إن الحي هادئ، فيما قُتل خمسة", None),
    ("قُتل خمسة، وفق المرصد السوري لحقوق الإنسان", "sohr"),
    ("وبحسب منظمة العفو الدولية قُتل خمسة", "amnesty"),
    ("قُتل خمسة، وقالت الشرطة إن الحي هادئ", None),
    ("نقلت وكالة رويترز عن مصدر طبي أن خمسة قُتلوا", "source:medical"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEECHES)
def test_the_speech_over_a_count(nlp, text: str, speaker: str | None) -> None:
    doc = nlp(text)
    view = View(doc)
    speeches = Speeches(view, get(doc, Found))
    over = speeches.over(view.norms.index("خمسه"), 0, len(view.norms))
    assert (over.speaker.id if over is not None and over.speaker is not None else None) == speaker
