"""The match form, and that the way back to the original is never lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.normalize import NormalizedText, fold, fold_table

FAMILIES = {
    "presentation forms": [("ﻣﺤﺎﻓﻈﺔ", "محافظه"), ("ﻗﺘﻠﻰ", "قتلي"), ("ﻷﻥ", "لان"), ("ﺇﻻ", "الا"), ("ﷲ", "الله")],
    "harakat as presentation forms": [("قتيلاﹰ", "قتيلا"), ("قﹹﺘﻞ", "قتل"), ("ﻣﺪﻧﻲﱞ", "مدني"), ("جﳲ", "ج")],
    "tatweel": [("محـــافظة", "محافظه"), ("الـ24", "ال24")],
    "harakat": [("قُتِلَ", "قتل"), ("مدنيّاً", "مدنيا"), ("هٰذا", "هذا"), ("مُسَلَّحُونَ", "مسلحون")],
    "bidi controls": [
        ("\u200f12\u200e", "12"), ("\u202bحلب\u202c", "حلب"), ("\u2067حلب\u2069", "حلب"), ("\u061cحلب", "حلب"),
    ],
    "zero width": [("می\u200cشود", "ميشود"), ("\ufeffحلب", "حلب"), ("حل\u200dب", "حلب"), ("حل\u00adب", "حلب")],
    "alef": [("أحمد", "احمد"), ("إدلب", "ادلب"), ("آلاف", "الاف"), ("ٱلله", "الله")],
    "ya": [("قتلى", "قتلي"), ("علي", "علي"), ("على", "علي")],
    "ta marbuta": [("غارة", "غاره"), ("مدرسةً", "مدرسه")],
    "hamza carriers": [("مؤسسة", "موسسه"), ("مئة", "ميه"), ("بناء", "بناء")],
    "Persian letters": [("کرکوک", "كركوك"), ("علی", "علي"), ("ھجوم", "هجوم"), ("گلستان", "كلستان"), ("پ", "ب")],
    "digits": [("١١٠٩", "1109"), ("۱۱۰۹", "1109"), ("0123456789", "0123456789"), ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
               ("۰۱۲۳۴۵۶۷۸۹", "0123456789")],
    "quotes": [("«حلب»", '"حلب"'), ("“حلب”", '"حلب"'), ("„حلب‟", '"حلب"'), ("‘حلب’", "'حلب'")],
    "kept punctuation": [("، ؛ ؟ ٬ ٫ …", "، ؛ ؟ ٬ ٫ …"), ("٪", "%"), ("١٬١٠٩", "1٬109"), ("٢٫٥", "2٫5"), ("–", "-")],
    "other scripts": [("Aleppo, 2019.", "Aleppo, 2019."), ("Élise", "Élise"), ("", "")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "folded"),
    [pytest.param(*pair, id=f"{name}-{pair[0]}") for name, pairs in FAMILIES.items() for pair in pairs],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_spellings_agree() -> None:
    assert fold("إِدلِــب") == fold("ادلب") == fold("ﺇﺩﻟﺐ")
    assert fold("مسؤول") == fold("مسوول") == fold(unicodedata.normalize("NFD", "مسؤول"))
    assert fold("آلاف") == fold(unicodedata.normalize("NFD", "آلاف"))


def test_the_table_obeys_its_rules() -> None:
    for code, replacement in fold_table().items():
        character = chr(code)
        assert not character.isspace(), hex(code)
        assert not any(c.isspace() for c in replacement), hex(code)
        assert fold(replacement) == replacement, hex(code)
        if not replacement:
            bare = unicodedata.normalize("NFKC", character).replace(" ", "").replace("ـ", "")
            assert all(unicodedata.category(c) in ("Mn", "Cf") for c in bare), f"{hex(code)} is visible and vanishes"


# Letters, all kinds of marks, ligatures (also of whole words), white space, and now and then anything.
_TEXTS = st.one_of(
    st.text(
        alphabet="محافظةأئى\u064e\u0651\u0640\u200f\u202b\ufeff\ufe77\ufc60\ufefb\ufdf2\ufdfc١٬۲٪«… \n\u00a0",
        max_size=30,
    ),
    st.text(max_size=30),
)


@given(_TEXTS)
def test_fold_is_a_projection(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert NormalizedText(text).text == once
    assert [c for c in once if c.isspace()] == [c for c in text if c.isspace()]


@given(_TEXTS)
def test_whole_maps_to_whole(text: str) -> None:
    normal = NormalizedText(text)
    if normal.text:
        assert normal.origin(0, len(normal.text)) == (0, len(text))


@given(_TEXTS, st.data())
def test_slices_cover_what_they_stand_for(text: str, data: st.DataObject) -> None:
    normal = NormalizedText(text)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    first, last = normal.origin(start, end)
    assert 0 <= first <= last <= len(text)
    if start < end:
        slice_ = fold(text[first:last])
        assert normal.text[start:end] in slice_
        # At most the two characters cut into stand for more than was asked for.
        inner = fold(text[first + 1 : last - 1])
        assert len(inner) <= end - start


@given(_TEXTS)
def test_origin_is_monotone(text: str) -> None:
    normal = NormalizedText(text)
    places = range(len(normal.text) + 1)
    starts = [normal.origin(at, len(normal.text))[0] for at in places]
    ends = [normal.origin(0, at)[1] for at in places]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    for at in places[1:-1]:
        assert starts[at] <= ends[at], "neighbouring slices leave a gap"
        if starts[at] < ends[at]:
            assert len(fold(text[starts[at] : ends[at]])) > 1, "they overlap in a ligature only"


@pytest.mark.parametrize(
    ("text", "part", "origin"),
    [
        ("قَتْلَى", (0, 1), "قَ"),
        ("قَتْلَى", (1, 3), "تْلَ"),
        ("\u200fقتل 3", (0, 3), "\u200fقتل"),
        ("محـــافظة", (1, 3), "حـــا"),
        ("ﻻجئ", (0, 1), "ﻻ"),
        ("ﻻجئ", (1, 3), "ﻻج"),
        ("ﻻجئ", (2, 4), "جئ"),
        ("في ﷲ", (4, 5), "ﷲ"),
    ],
)
def test_origin(text: str, part: tuple[int, int], origin: str) -> None:
    first, last = NormalizedText(text).origin(*part)
    assert text[first:last] == origin


def test_harakat_are_those_of_camel_tools() -> None:
    from camel_tools.utils.dediac import dediac_ar

    everything = [chr(code) for code in range(0xA0, 0xFF00) if not 0xD800 <= code < 0xE000]
    assert {c for c in everything if fold(c) != fold(dediac_ar(fold(c)))} == set()
    assert {c for c in everything if not dediac_ar(c) and fold(c)} == set()
