"""Inflected forms that follow from one lexicon entry."""

from __future__ import annotations

import pytest

from tawthiq.text.inflect import construct_forms, definite, noun_forms, stem_of, verb_forms
from tawthiq.text.normalize import fold

# (singular, plurals), and forms with their number.
NOUNS = [
    ("غارة", ("غارات",), "singular غارة الغارة dual غارتان غارتين الغارتان الغارتين plural غارات الغارات"),
    ("طفل", ("أطفال",), "singular طفل الطفل طفلا طفلاً dual طفلان طفلين الطفلين plural أطفال الأطفال أطفالا"),
    ("مدني", ("مدنيون",), "singular مدني مدنياً dual مدنيان المدنيان plural مدنيون المدنيون مدنيين المدنيين"),
    ("معتقل", ("معتقلون",), "singular معتقل dual معتقلان plural معتقلون المعتقلون"),
    ("مستشفى", ("مستشفيات",), "singular مستشفى المستشفى dual مستشفيان مستشفيين plural مستشفيات المستشفيات"),
    ("بناء", ("أبنية",), "singular بناء البناء plural أبنية الأبنية"),
    ("سجن", ("سجون",), "singular سجن سجناً dual سجنان سجنين plural سجون السجون سجوناً"),
]
NO_NOUN_FORMS = [
    ("غارة", ("غارات",), ["غارها", "غاراتا", "غاراتين", "غارتا", "غارتي"]),
    ("سجن", ("سجون",), ["سجين", "السجين"]),
    ("مستشفى", ("مستشفيات",), ["مستشفياتا"]),
    ("طفل", ("أطفال",), ["الطفلا", "طفلون"]),
]


def readings(written: str) -> dict[str, str]:
    """`singular a b dual c` -> {a: singular, b: singular, c: dual}, in match form."""
    found, label = {}, ""
    for word in written.split():
        if word.isascii():
            label = word
        else:
            found[fold(word)] = label
    return found


@pytest.mark.parametrize(("singular", "plurals", "written"), NOUNS, ids=lambda v: v if isinstance(v, str) else "")
def test_noun_forms(singular: str, plurals: tuple[str, ...], written: str) -> None:
    forms = noun_forms(singular, plurals)
    wanted = readings(written)
    assert {form: forms.get(form) for form in wanted} == wanted


@pytest.mark.parametrize(("singular", "plurals", "absent"), NO_NOUN_FORMS)
def test_no_noun_forms(singular: str, plurals: tuple[str, ...], absent: list[str]) -> None:
    assert not set(absent) & noun_forms(singular, plurals).keys()


def test_of_two_readings_the_earlier_number_wins() -> None:
    # مدنيين is dual and plural: the text decides, and the plural is the usual one.
    assert noun_forms("مدني", ("مدنيون",))["مدنيين"] == "plural"
    assert noun_forms("ابن", ("ابنا",))["ابنا"] == "singular"
    assert noun_forms("ضحايا", ("ضحايا",))["ضحايا"] == "singular"


def test_feminine_plural_takes_no_alif() -> None:
    assert "حوامل" in noun_forms("حامل", ("حوامل",), feminine=True)
    assert "حواملا" not in noun_forms("حامل", ("حوامل",), feminine=True)
    assert "حواملا" in noun_forms("حامل", ("حوامل",))


def test_construct_forms() -> None:
    assert construct_forms("غارة", ("غارات",)) == {"غارتا": "dual", "غارتي": "dual"}
    assert construct_forms("معتقل", ("معتقلون",)) == {"معتقلي": "plural", "معتقلو": "plural"}
    assert construct_forms("سجن", ("سجون",)) == {}


@pytest.mark.parametrize(
    ("noun", "form"), [("طفل", "الطفل"), ("الطفل", "الطفل"), ("لغم", "اللغم"), ("الم", "الالم"), ("الف", "الالف")]
)
def test_definite(noun: str, form: str) -> None:
    assert definite(noun) == form


def test_stem() -> None:
    assert [stem_of(noun) for noun in ("طفله", "طفل")] == ["طفلت", "طفل"]


VERBS = [
    ("قتل", ("يقتل",), "past قتل قتلت قتلوا قتلا قتلتا قتلن present يقتل تقتل يقتلون يقتلوا تقتلان يقتلن"),
    ("أصيب", ("يصاب",), "past أصيب أصيبت أصيبوا present يصاب تصاب يصابون"),
    ("قضى", ("يقضي",), "past قضى قضت قضوا قضيا present يقضي تقضي يقضون يقضوا يقضيان"),
    ("لقي", ("يلقى",), "past لقي لقيت لقوا present يلقى تلقى يلقون"),
    ("نعى", (), "past نعى نعت نعوا"),
    ("دفن", ("يدفن",), "past دفن دفنت دفنوا present يدفن يدفنون"),
    ("استشهد", (), "past استشهد استشهدت استشهدوا استشهدا"),
]


@pytest.mark.parametrize(("past", "presents", "written"), VERBS, ids=lambda v: v if isinstance(v, str) else "")
def test_verb_forms(past: str, presents: tuple[str, ...], written: str) -> None:
    forms = verb_forms(past, presents)
    wanted = readings(written)
    assert {form: forms.get(form) for form in wanted} == wanted


def test_no_verb_forms() -> None:
    assert "دفنن" not in verb_forms("دفن")
    assert set(verb_forms("قتل").values()) == {"past"}
    assert not {"قضيوا", "نعيت"} & verb_forms("قتل", ("يقتل",)).keys()
