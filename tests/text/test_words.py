"""Words are slices of the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.words import split_words

CASES = {
    "قُتِلَ 1,109 مدنيين": "قتل 1,109 مدنيين",
    "٢٫٥ مليون": "2٫5 مليون",
    "12/3/2019": "12/3/2019",
    "2019-03-12": "2019-03-12",
    "10:30": "10:30",
    "1396برميلا": "1396 برميلا",
    "الـ24": "ال 24",
    "و50 مدرسة": "و 50 مدرسه",
    "(5)": "( 5 )",
    "حلب، وإدلب.": "حلب ، و ادلب .",
    "للحكومة": "ل الحكومه",
    "«الجيش»": '" الجيش "',
    "48%": "48 %",
    # Broken on purpose, and glued.
    "والقتـ.لى": "و القتلي",
    "17 قتـ. يلا": "17 قتيلا",
    "استشـ ـهاد": "استشهاد",
    "1438 هـ. وقال": "1438 ه . و قال",
    "بمدينةالرقة": "ب مدينه الرقه",
    "وأم": "و ام",
    "“49″": '" 49 "',
}


@pytest.mark.parametrize(("text", "words"), CASES.items())
def test_words(text: str, words: str) -> None:
    assert [word.norm for word in split_words(text)] == words.split()


def test_offsets_are_of_the_original() -> None:
    text = "مُحَافَظَةُ وَللحُكومَةِ"
    assert [text[w.start : w.end] for w in split_words(text)] == ["مُحَافَظَةُ", "وَ", "ل", "لحُكومَةِ"]


_ARABIC = st.text(alphabet="وبلفكسالمدنيهةىئأإقت \u064e\u0651\u0640\u200f12٣٤،.,/-:()«»\n\ufefb\ufdf2", max_size=60)


@given(st.one_of(_ARABIC, st.text(max_size=60)))
def test_words_cover_all_but_white_space(text: str) -> None:
    at = 0
    for word in split_words(text):
        assert at <= word.start < word.end <= len(text)
        assert not text[at : word.start].strip()
        assert word.norm
        at = word.end
    assert not text[at:].strip()
