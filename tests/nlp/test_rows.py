"""Rows: each item of a list takes the place, actor, month or weapon beside its own number."""

from __future__ import annotations

import pytest

from tawthiq.nlp.build import load


@pytest.fixture(scope="module")
def rules():
    return load(linker=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل 60 شخصاً في سوريا: حلب 30، حمص 20، درعا 10.", {30: "حلب", 20: "حمص", 10: "درعا"}),
        ("اعتقل الجيش 12 شخصاً في الضفة الغربية، بينهم 7 في الخليل و5 في جنين.", {7: "الخليل", 5: "جنين"}),
        ("قُتل في دمشق 22 شخصاً، وفي حمص 14، وفي حماة ثمانية.", {22: "دمشق", 14: "حمص", 8: "حماة"}),
        ("القتلى حسب المحافظات:\n- 15 في حلب\n- 9 في درعا", {15: "حلب", 9: "درعا"}),
        ("المعتقلون بحسب المدن:\nالخليل: 40\nجنين: 22", {40: "الخليل", 22: "جنين"}),
    ],
)
def test_places(rules, text, expected):
    found = {e.counts[0].value: [p.name for p in e.places] for e in rules(text)._.events if e.counts}
    assert {value: found.get(value) for value in expected} == {value: [name] for value, name in expected.items()}


def test_perpetrators_of_shares_are_not_the_totals(rules):
    text = "قُتل 40 مدنياً في سوريا، 25 منهم على يد قوات النظام، و15 على يد تنظيم داعش."
    found = {e.counts[0].value: [p.id for p in e.perpetrators] for e in rules(text)._.events}
    assert found == {40: [], 25: ["syrian_regime"], 15: ["isis"]}


def test_months_of_shares(rules):
    text = "قُتل 44 ناشطاً في العراق عام 2018، عشرة منهم في أيلول، وستة في تشرين الأول."
    events = {e.counts[0].value: e for e in rules(text)._.events}
    assert [events[n].time.start.month for n in (10, 6)] == [9, 10]
    assert events[10].part_of == events[44].id
    assert [p.name for p in events[6].places] == ["العراق"]


def test_origin_of_a_part_divides_nothing(rules):
    (event,) = rules("نزح 20 مدنياً من الموصل، 12 منهم من تلعفر.")._.events
    assert [c.value for c in event.counts] == [20, 12]
