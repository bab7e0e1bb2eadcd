"""The gazetteer: its rows, its ids, and which of several places a name means."""

from __future__ import annotations

from collections import Counter

import pytest

from tawthiq import lexicon
from tawthiq.text import gazetteer, place_finder
from tawthiq.text.normalize import fold

KINDS = {
    "country", "governorate", "region", "city", "town", "village", "neighbourhood", "camp", "island", "crossing",
}  # fmt: skip
# South, north, west, east: rough, with what reports count to a country.
BOXES = {
    "SY": (32.2, 37.4, 35.5, 42.5),
    "YE": (12.0, 19.1, 41.8, 54.7),
    "PS": (31.1, 32.7, 34.1, 35.7),
    "IQ": (29.0, 37.5, 38.7, 48.7),
    "SD": (8.5, 22.4, 21.8, 38.7),
    "LY": (19.4, 33.3, 9.2, 25.3),
    "LB": (33.0, 34.8, 35.0, 36.7),
    "EG": (21.9, 31.8, 24.6, 37.0),
    "SO": (-1.8, 12.1, 40.9, 51.5),
    "TN": (30.1, 37.6, 7.4, 11.7),
    "DZ": (18.9, 37.2, -8.8, 12.1),
    "JO": (29.1, 33.4, 34.9, 39.4),
    "SA": (16.2, 32.3, 34.4, 55.8),
    "IL": (29.4, 33.4, 34.1, 35.8),
    "AF": (29.3, 38.6, 60.4, 75.0),
}
SYRIA = [
    "إدلب", "حلب", "حماة", "حمص", "دمشق", "درعا", "القنيطرة", "السويداء", "الرقة", "الحسكة", "اللاذقية",
    "طرطوس", "ريف دمشق", "دير الزور",
]  # fmt: skip
YEMEN = [
    "صنعاء", "عدن", "تعز", "الحديدة", "صعدة", "حجة", "عمران", "الجوف", "مأرب", "البيضاء", "شبوة", "أبين",
    "لحج", "الضالع", "إب", "ذمار", "حضرموت", "المهرة", "المحويت", "ريمة", "سقطرى",
]  # fmt: skip


def candidates(name: str) -> tuple[gazetteer.GazetteerPlace, ...]:
    words = fold(name).split()
    found = gazetteer.trie().longest(words, 0)
    assert found is not None, name
    assert found[0] == len(words), name
    return found[1]


def found_in(text: str, country: str | None = None, unknown: bool = False) -> list[str]:
    words = [fold(word) for word in text.split()]
    return [" ".join(words[m.first : m.last]) for m in place_finder.find(words, country, unknown)]


def test_rows_are_well_formed() -> None:
    entries = lexicon.places()
    assert len(entries) > 4000
    assert {entry.kind for entry in entries} <= KINDS
    for entry in entries:
        assert (entry.lat is None) == (entry.lon is None), entry
        assert fold(entry.name) not in map(fold, entry.variants), entry
        assert entry.kind != "governorate" or entry.admin1 == entry.name, entry
    keys = Counter((fold(e.name), e.country, e.admin1, e.kind) for e in entries)
    assert [key for key, count in keys.items() if count > 1] == []


def test_divisions_have_rows() -> None:
    for country in ("SY", "YE", "PS", "IQ", "SD", "LY", "LB", "EG", "SO", "TN", "DZ", "MA", "JO"):
        own = {e.admin1 for e in lexicon.places() if e.country == country and e.kind == "governorate"}
        assert {e.admin1 for e in lexicon.places() if e.country == country and e.admin1} == own


@pytest.mark.parametrize(("country", "names"), [("SY", SYRIA), ("YE", YEMEN)])
def test_all_governorates(country: str, names: list[str]) -> None:
    assert {e.name for e in lexicon.places() if e.country == country and e.kind == "governorate"} >= set(names)


@pytest.mark.parametrize("country", BOXES)
def test_degrees_lie_in_the_country(country: str) -> None:
    south, north, west, east = BOXES[country]
    for entry in lexicon.places():
        if entry.country == country and entry.lat is not None and entry.lon is not None:
            assert south <= entry.lat <= north, entry
            assert west <= entry.lon <= east, entry


def test_no_glued_conjunction() -> None:
    # The words of names are known words, from which no clitic is cut.
    words = {word for e in lexicon.places() for name in (e.name, *e.variants) for word in fold(name).split()}
    assert [word for word in words if word.startswith(("وال", "لل")) and len(word) > 4] == []


def test_ids_are_unique_and_stable() -> None:
    by_id: dict[str, set[gazetteer.GazetteerPlace]] = {}
    for entry in lexicon.places():
        for place in candidates(entry.name):
            by_id.setdefault(place.id, set()).add(place)
    assert {id for id, places in by_id.items() if len(places) > 1} == set()
    assert candidates("دمشق")[0].id == "geonames:170654"
    assert gazetteer.resolve(candidates("إدلب"), "SY", None, "governorate").id == "place:sy:ادلب"
    assert candidates("جبل الزاوية")[0].id == "place:sy:جبل-الزاويه"


@pytest.mark.parametrize(
    ("name", "country", "admin1", "expected"),
    [
        ("طرابلس", "LB", None, ("LB", "الشمال")),
        ("طرابلس", "LY", None, ("LY", "طرابلس")),
        ("طرابلس", None, None, ("LY", "طرابلس")),
        ("المنصورة", "YE", None, ("YE", "عدن")),
        ("المنصورة", "SY", "الرقة", ("SY", "الرقة")),
        ("المنصورة", "SY", "حماة", ("SY", "حماة")),
        ("القنيطرة", "MA", None, ("MA", "الرباط سلا القنيطرة")),
        ("عمان", "JO", None, ("JO", "عمان")),
        ("كفر نبودة", "SY", None, ("SY", "حماة")),
        ("سورية", None, None, ("SY", None)),
    ],
)
def test_resolution(name: str, country: str | None, admin1: str | None, expected: tuple[str, str | None]) -> None:
    place = gazetteer.resolve(candidates(name), country, admin1)
    assert (place.country, place.admin1) == expected


def test_kind_of_the_class_word_decides_last() -> None:
    assert gazetteer.resolve(candidates("حلب"), "SY", None).kind == "city"
    assert gazetteer.resolve(candidates("حلب"), "SY", None, "governorate").kind == "governorate"
    assert gazetteer.resolve(candidates("حلب"), "SY", None, "countryside").kind == "governorate"
    assert gazetteer.resolve(candidates("رفح"), "EG", None, "governorate").country == "EG"


def test_geonames_fill_what_the_rows_lack() -> None:
    (place,) = [p for p in candidates("ليفربول") if p.country == "GB"]
    assert place.id.startswith("geonames:")
    assert place.lat is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على الصعيد و في الباب", []),
        ("قصف على مدينة الباب", ["الباب"]),
        ("قتلى في جرابلس و دوما", ["جرابلس", "دوما"]),
        ("يعمل دوما في حلب", ["حلب"]),
        ("في بلدة كفرنبودة ب ريف حماة الشمالي", ["كفرنبوده", "حماه"]),
        ("محافظتي حلب و إدلب", ["حلب", "ادلب"]),
        ("قال صلاح الدين", []),
        ("جبل الزاوية", ["جبل الزاويه"]),
        ("قطاع غزة", ["قطاع غزه"]),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert found_in(text) == expected


def test_the_documents_country_needs_less() -> None:
    assert found_in("عمليات صلاح الدين", "IQ") == ["صلاح الدين"]
    assert found_in("في إب") == []
    assert found_in("في إب", "YE") == ["اب"]


def test_unknown_names_after_class_words() -> None:
    assert found_in("في قرية زعبولة", unknown=True) == ["زعبوله"]
    assert found_in("في قرية تل زعبولة", unknown=True) == ["تل زعبوله"]
    assert found_in("في قرية صغيرة", unknown=True) == []
    assert found_in("في قرية زعبولة") == []
    (match,) = place_finder.find(["في", "قريه", "زعبوله"], unknown=True)
    assert (match.first, match.last, match.start, match.kind, match.candidates) == (2, 3, 1, "village", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في منطقة الزعبورية", ["الزعبوريه"]),
        ("في منطقة الصراع", []),
        ("في منطقة جبلية", []),
        ("مناطق متفرقة", []),
        ("في مديرية زعبورة", ["زعبوره"]),
        ("في قرية تسيطر عليها", []),
        ('في مدينة " الباب "', ["الباب"]),
        ('في منطقة " الزعبورية "', ["الزعبوريه"]),
        ("في قرية الشيخ ناصر", ["الشيخ ناصر"]),
        ("قرب جبل زعبور", ["جبل زعبور"]),
        ("إلى جبل عال", []),
        ("في منطقة زعبور شاكوط", ["زعبور شاكوط"]),
    ],
)
def test_unknown_names_by_shape(text: str, expected: list[str]) -> None:
    assert found_in(text, unknown=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قريتي زعبور و الشاكوطية و قتلوا", ["زعبور", "الشاكوطيه"]),
        ("قريتي زعبور و الشاكوطية و الغرموشية", ["زعبور", "الشاكوطيه"]),
        ("قرى زعبور ، و الشاكوطية ، و تل غرموش", ["زعبور", "الشاكوطيه", "تل غرموش"]),
        ("قرى زعبور وشاكوط ، وغرموش في ريف حماة", ["زعبور", "وشاكوط", "وغرموش", "حماه"]),
        ("بلدات سراقب و زعبور و أحرقوا", ["سراقب", "زعبور"]),
        ("مناطق زعبور و سقط قتلى", ["زعبور"]),
    ],
)
def test_lists_of_names(text: str, expected: list[str]) -> None:
    assert found_in(text, unknown=True) == expected


def test_every_capital_is_a_place_of_its_country() -> None:
    for _, row in lexicon.rows("capitals"):
        place = gazetteer.capital(row["country"])
        assert place is not None, row
        assert (place.country, place.name) == (row["country"], row["name"])
        assert gazetteer.country(row["country"]) is not None, row
