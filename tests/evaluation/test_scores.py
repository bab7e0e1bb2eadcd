"""Scores against cases computed by hand."""

from __future__ import annotations

import pytest

from tawthiq.evaluation.facts import Fact, place_key, same_id, settings
from tawthiq.evaluation.matching import Tally, pair, parents_agree
from tawthiq.evaluation.scores import MEASURES, difference, score, score_document


def fact(value=5, type="killing", category="civilian", **slots):
    given = {
        "upper": value, "bound": "exact", "unit": "person", "parent": None, "part_of": None,
        "perpetrators": frozenset(), "places": (), "start": None, "end": None, "weapons": frozenset(),
        "targets": frozenset(), "sources": frozenset(),
    }  # fmt: skip
    return Fact(type=type, value=value, category=category, **(given | slots))


def place(*names):
    return frozenset(map(place_key, names))


def tallies(predicted, gold, published=None):
    return score_document("d", predicted, gold, published).tallies


def test_nothing_predicted_and_nothing_in_gold_is_perfect():
    assert all(tally == Tally() and tally.f1 == 1.0 for tally in tallies([], []).values())


def test_empty_prediction():
    found = tallies([], [fact(), fact(6)])
    assert found["fact"] == found["core"] == found["strict"] == found["number"] == Tally(0, 0, 2)
    assert (found["fact"].precision, found["fact"].recall, found["fact"].f1) == (1.0, 0.0, 0.0)
    assert found["time"] == Tally()


def test_empty_gold():
    assert tallies([fact(), fact(6)], [])["fact"] == Tally(0, 2, 0)


def test_a_duplicate_is_spurious():
    found = tallies([fact(), fact()], [fact()])
    assert found["fact"] == found["number"] == Tally(1, 1, 0)


def test_equal_numbers_are_paired_by_their_slots():
    idlib, aleppo = (place("إدلب"),), (place("حلب"),)
    found = tallies([fact(places=aleppo), fact(places=idlib)], [fact(places=idlib), fact(places=aleppo)])
    assert found["places"] == Tally(2, 0, 0)
    assert found["strict"] == Tally(2, 0, 0)


def test_core_goes_before_slots_in_the_pairing():
    right = fact(category="child")
    other = fact(category="civilian", places=(place("إدلب"),), weapons=frozenset({"mine"}))
    gold = fact(category="child", places=(place("إدلب"),), weapons=frozenset({"mine"}))
    assert pair([other, right], [gold]).pairs == ((1, 0),)


def test_type_unit_and_value_must_agree():
    gold = [fact()]
    for wrong in (fact(type="injury"), fact(unit="family", category="family"), fact(6)):
        assert tallies([wrong], gold)["fact"] == Tally(0, 1, 1)


def test_the_upper_end_counts_for_ranges_and_vague_numbers_alone():
    vague = fact(10, upper=99, bound="vague")
    assert tallies([fact(10, upper=10)], [vague])["fact"] == Tally(0, 1, 1)
    assert tallies([fact(10, upper=99)], [vague])["fact"] == Tally(1, 0, 0)
    at_least = fact(10, upper=None, bound="at_least")
    found = tallies([fact(10)], [at_least])
    assert (found["fact"], found["core"], found["bound"]) == (Tally(1, 0, 0), Tally(1, 0, 0), Tally(0, 1, 1))
    assert found["strict"] == Tally(0, 1, 1)


def test_optional_gold_is_neither_rewarded_nor_charged():
    gold = [fact(optional=True), fact(6)]
    assert tallies([fact(), fact(6)], gold)["fact"] == Tally(1, 0, 0)
    assert tallies([fact(6)], gold)["fact"] == Tally(1, 0, 0)
    # ... also where the optional number is read as another type.
    assert tallies([fact(type="injury"), fact(6)], gold)["fact"] == Tally(1, 0, 0)
    # Real gold is paired first.
    assert tallies([fact()], [fact(optional=True), fact()])["fact"] == Tally(1, 0, 0)


def test_parts():
    whole, part = fact(9), fact(4, category="child", parent=9)
    found = tallies([whole, fact(4, category="child")], [whole, part])
    assert found["core"] == Tally(1, 1, 1)
    assert found["subset_of"] == Tally(1, 1, 1)
    share = fact(4, part_of=9)
    for parent in (9, None):
        assert parents_agree(fact(4, parent=parent), share)
    assert not parents_agree(fact(4, parent=8), share)


def test_a_part_with_its_own_agent_may_stand_alone():
    whole, part = settings([fact(9), fact(4, parent=9, perpetrators=frozenset({"isis"}))])
    assert part.own_setting
    assert not whole.own_setting
    assert parents_agree(fact(4), part)
    (_, same) = settings([fact(9), fact(4, parent=9)])
    assert not parents_agree(fact(4), same)


def test_places_compare_by_key_and_any_right_name():
    gold = fact(places=(place("بلدة كفرنبودة"), place("الرقة", "مدينة الرقة")))
    found = tallies([fact(places=(place("كفرنبوده"), place("الرقه"), place("حماة")))], [gold])
    assert found["places"] == Tally(2, 1, 0)
    assert found["strict"] == Tally(0, 1, 1)


def test_strict_leaves_out_sources_and_targets():
    gold = fact(sources=frozenset({"un"}), targets=frozenset({"school"}))
    found = tallies([fact()], [gold])
    assert found["strict"] == Tally(1, 0, 0)
    assert found["sources"] == found["targets"] == Tally(0, 0, 1)


def test_since_may_be_left_open():
    given = fact(start="2019-01-01", end="2019-05-02")
    assert tallies([fact(start="2019-01-01")], [given], "2019-05-02")["time"] == Tally(1, 0, 0)
    assert tallies([fact(start="2019-01-01")], [given], "2019-05-03")["time"] == Tally(0, 1, 1)


def test_unlisted_ids_are_equal_to_one_another():
    assert same_id("actor:a_clan") == same_id("actor:others") == "actor:*"
    assert same_id("source:police") != same_id("actor:police")
    assert same_id("actor:al_shabaab") == "al_shabaab"


def test_micro_average_and_interval():
    documents = [
        score_document("a", [fact()], [fact()]),
        score_document("b", [fact(), fact(6)], [fact()]),
        score_document("c", [], [fact()]),
    ]
    found = score(documents)["fact"]
    # 2 right, 1 spurious, 1 missed
    assert (found.precision, found.recall, found.f1, found.support) == pytest.approx((2 / 3, 2 / 3, 2 / 3, 3))
    assert found.low < found.f1 < found.high
    assert score(documents) == score(documents)
    assert list(score([])) == list(MEASURES)


def test_paired_difference():
    gold = [fact()]
    right = [score_document(str(n), gold, gold) for n in range(30)]
    wrong = [score_document(str(n), [fact(6)], gold) for n in range(30)]
    better = difference(right, wrong)["fact"]
    assert (better.f1, better.low, better.high, better.p) == (1.0, 1.0, 1.0, 0.0)
    same = difference(right, right)["fact"]
    assert (same.f1, same.p) == (0.0, 1.0)
    with pytest.raises(ValueError, match="same documents"):
        difference(right, wrong[:-1])
