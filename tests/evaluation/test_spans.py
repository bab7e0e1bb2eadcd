"""Entities, uncounted events, agreement and calibration, against cases computed by hand."""

from __future__ import annotations

import pytest

from tawthiq.evaluation.agreement import krippendorff_alpha, typed_units
from tawthiq.evaluation.calibration import calibration
from tawthiq.evaluation.facts import Fact
from tawthiq.evaluation.matching import Tally
from tawthiq.evaluation.scores import score_document
from tawthiq.evaluation.spans import score_entities, score_uncounted
from tawthiq.types import CharSpan, Count, Event, Mention


def mention(start, end, label="PLACE"):
    return Mention(label, None, "س", CharSpan("س" * (end - start), start, end), "test")


def points(predicted, gold):
    return {scheme: tally.right for scheme, tally in score_entities(predicted, gold).items()}


def test_the_same_span_and_label_is_right_in_every_scheme():
    assert points([mention(0, 4)], [mention(0, 4)]) == {"strict": 1, "exact": 1, "partial": 1, "type": 1}


def test_another_label():
    assert points([mention(0, 4, "ORG")], [mention(0, 4)]) == {"strict": 0, "exact": 1, "partial": 1, "type": 0}


def test_an_overlap_is_half_a_point():
    assert points([mention(0, 6)], [mention(2, 8)]) == {"strict": 0, "exact": 0, "partial": 0.5, "type": 1}


def test_spans_that_touch_do_not_overlap():
    assert points([mention(0, 4)], [mention(4, 8)]) == {"strict": 0, "exact": 0, "partial": 0, "type": 0}


def test_a_gold_entity_is_used_once_and_exact_matches_go_first():
    # The long span overlaps both; the exact one keeps its partner.
    found = score_entities([mention(0, 9), mention(0, 4)], [mention(0, 4)])
    assert found["strict"] == Tally(right=1, spurious=1, missed=0)
    assert found["partial"].precision == 0.5
    assert found["partial"].recall == 1.0
    assert found["strict"].f1 == pytest.approx(2 / 3)


def test_nested_gold():
    assert points([mention(0, 9)], [mention(0, 9), mention(2, 4)])["strict"] == 1
    assert points([], [])["strict"] == 0
    assert score_entities([], [])["strict"].f1 == 1.0


def event(start, type="attack", counts=()):
    return Event("d-0", "d", type, "asserted", CharSpan("قصف", start, start + 3), counts)


def count(start, value=3):
    return Count(value, value, "exact", "person", "person", None, CharSpan("ثلا", start, start + 3))


def test_uncounted_events_pair_by_type_and_trigger():
    gold = [event(0), event(10), event(20, "clash")]
    predicted = [event(1), event(13), event(20), event(30, counts=(count(40),))]
    # The first overlaps; the second touches and does not; the third has another type; the fourth is counted.
    assert score_uncounted(predicted, gold) == Tally(1, 2, 2)


def test_alpha_of_a_published_example():
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part A: binary data, two observers, ten units.
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha(list(zip(one, other))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_is_not_defined_without_variation():
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([("a", "a"), ("a", "a")]) is None
    assert krippendorff_alpha([("a", "a"), ("b", "b")]) == 1.0


def test_types_are_compared_where_the_counts_overlap():
    one = [event(0, "killing", (count(0), count(10)))]
    other = [event(0, "injury", (count(1),)), event(0, "killing", (count(30),))]
    assert typed_units(one, other) == [("killing", "injury")]


def fact(value, confidence):
    return Fact(
        "killing", value, value, "exact", "person", "person", None, None, frozenset(), (), None, None, frozenset(),
        frozenset(), frozenset(), confidence=confidence,
    )  # fmt: skip


def test_calibration():
    predicted = [fact(1, 0.92), fact(2, 0.98), fact(3, 0.96), fact(4, 0.35)]
    gold = [fact(1, None), fact(2, None), fact(4, None)]
    found = calibration([score_document("d", predicted, gold)])
    low, high = found.bins
    assert (low.many, low.confidence, low.right) == (1, pytest.approx(0.35), 1.0)
    assert (high.many, high.confidence, high.right) == (3, pytest.approx(0.9533, abs=1e-4), pytest.approx(2 / 3))
    assert found.error == pytest.approx((0.65 + 3 * (0.953333 - 2 / 3)) / 4, abs=1e-4)
    assert calibration([score_document("d", [fact(1, None)], gold)]) is None
