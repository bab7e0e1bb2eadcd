"""The linker: scores by hand, what is taken of scored pairs, the constraints, and what the teacher calls right."""

from __future__ import annotations

import json
import math
from types import SimpleNamespace

import pytest

import tawthiq
from tawthiq.errors import ModelError
from tawthiq.evaluation.gold import Gold, part_of
from tawthiq.nlp import build, factories
from tawthiq.nlp.blocks import Block
from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.counting import Pair, Reading
from tawthiq.nlp.linker import ScoredLinker, SlotPair
from tawthiq.nlp.parts import PartPair
from tawthiq.nlp.scorer import Scorer, Table, default_path, load_scorer
from tawthiq.nlp.state import Counted, Found, View
from tawthiq.training import linker as training
from tawthiq.training.teacher import Example, Teacher
from tawthiq.types import CharSpan, Count, Document, Event, Filler, Place

TABLE = Table(bias=-1.0, threshold=0.5, trust=0.25, weights={"good": 3.0, "bad": -2.0, "fair": 0.5})
SCORER = Scorer(dict.fromkeys(("count", "part", "kind", "ACTOR", "PLACE", "DATE", "WEAPON", "SOURCE"), TABLE))
TEN = Counted(3, 5, 3, 4, 10, 10, "exact", "person", "civilian", "", "number-noun")


def candidate(*ids: str, label: str = "ACTOR", at: int = 0) -> Candidate:
    chains = tuple((Found(at + i, at + i + 1, label, id, id, "lexicon"),) for i, id in enumerate(ids))
    return Candidate(chains, 0)


def test_a_probability_by_hand():
    assert SCORER.probability("ACTOR", ["good", "bad", "unknown"]) == pytest.approx(1 / (1 + math.exp(0)))
    assert SCORER.probability("ACTOR", ["good"]) == pytest.approx(1 / (1 + math.exp(-2)))
    assert SCORER.margin("ACTOR", ["fair"], ruled=True) == pytest.approx(1 / (1 + math.exp(0.5)) - 0.25)


def test_the_reasons_are_the_largest_weights():
    assert SCORER.reasons("ACTOR", ["fair", "bad", "good", "unknown"], 2) == [("good", 3.0), ("bad", -2.0)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "not JSON"),
        ("[]", "format"),
        ('{"format": 1, "decisions": {"count": {}}}', "malformed"),
        ('{"format": 1, "decisions": []}', "malformed"),
    ],
)
def test_a_file_of_weights_that_is_none(tmp_path, text, what):
    path = tmp_path / "linker.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=what):
        load_scorer(path)


def test_weights_that_are_not_there(tmp_path):
    with pytest.raises(ModelError, match="make train"):
        build.load(linker=str(tmp_path / "none.json"))


def test_the_weights_that_come_with_the_package_say_what_they_were_fitted_on():
    about = json.loads(default_path().read_text("utf-8"))["about"]
    assert about["learned_from"][0]["gold"] == "train.jsonl"


def pair(type: str, *features: str) -> Pair:
    return Pair(Reading(type, "before", 0), list(features))


def test_what_the_rules_read_needs_less():
    linker = ScoredLinker(SCORER)
    pairs = [pair("killing", "fair"), pair("injury", "bad")]  # 0.38 and 0.05
    assert linker.count(TEN, pairs, "killing") == pairs[0].reading
    assert linker.count(TEN, pairs, "") is None
    assert linker.count(TEN, [*pairs, pair("attack", "good")], "killing").type == "attack"


def test_a_count_without_readings_counts_nothing():
    assert ScoredLinker(SCORER).count(TEN, [], "") is None


def test_one_whole_a_part():
    linker = ScoredLinker(SCORER)
    pairs = [PartPair(4, TEN, ["good"]), PartPair(5, TEN, ["good", "fair"])]
    assert linker.whole(TEN, pairs, ruled=False) == 5
    assert linker.whole(TEN, [PartPair(4, TEN, ["bad"])], ruled=False) is None


def test_all_likely_actors_but_one_time():
    linker = ScoredLinker(SCORER)
    a, b = candidate("isis"), candidate("iraqi_forces", at=5)
    rows = [SlotPair(a, ["good"]), SlotPair(b, ["good", "fair"])]
    assert linker.fillers("ACTOR", None, rows) == [a, b]
    assert linker.fillers("DATE", None, rows) == [b]
    assert linker.fillers("ACTOR", None, []) == []


def test_the_only_place_of_the_own_run_goes_before_likelier_ones():
    linker = ScoredLinker(SCORER)
    claim = SimpleNamespace(block=Block("killing", None, [], 0, 0), sentence=0)
    own, other = candidate("الباب", label="PLACE"), candidate("إدلب", label="PLACE", at=5)
    rows = [SlotPair(own, ["good", "here only-in-run"]), SlotPair(other, ["good", "fair"])]
    assert linker.fillers("PLACE", claim, rows) == [own]
    assert linker.fillers("DATE", claim, rows) == [other]
    unlikely = [SlotPair(own, ["bad", "here only-in-run"]), rows[1]]
    assert linker.fillers("PLACE", claim, unlikely) == [other]


def test_a_filler_is_taken_once_and_an_unnamed_source_only_alone():
    linker = ScoredLinker(SCORER)
    named, again = candidate("snhr", label="SOURCE"), candidate("snhr", label="SOURCE", at=9)
    unnamed = candidate("source:unnamed", label="SOURCE", at=4)
    rows = [SlotPair(c, ["good"]) for c in (unnamed, named, again)]
    assert linker.fillers("SOURCE", None, rows) == [named]
    assert linker.fillers("SOURCE", None, rows[:1]) == [unnamed]


@pytest.mark.parametrize("linker", [None, "default"])
def test_parts_are_not_larger_than_their_whole(linker):
    (extraction,) = tawthiq.extract(["قُتل 5 مدنيين بينهم 70 طفلاً في حلب."], tawthiq.load(linker))
    for event in extraction.events:
        for count in event.counts:
            assert count.subset_of is None or count.value <= event.counts[count.subset_of].value


TEXT = "قتل مسلحون 4 مدنيين في الموصل وأصيب 9 في بغداد."


def span(text: str) -> CharSpan:
    start = TEXT.index(text)
    return CharSpan(text, start, start + len(text))


def gold() -> Gold:
    killing = Event(
        "a", "d", "killing", "asserted", span("قتل"),
        (Count(4, 4, "exact", "person", "civilian", None, span("4 مدنيين")),),
        perpetrators=(Filler("unknown", "مسلحون", span("مسلحون")),), places=(Place("الموصل", span("الموصل")),),
    )  # fmt: skip
    injury = Event(
        "b", "d", "injury", "asserted", span("أصيب"), (Count(9, 9, "exact", "person", "person", None, span("9")),),
        places=(Place("بغداد", span("بغداد")),),
    )  # fmt: skip
    return Gold(Document("d", TEXT), [], None, (killing, injury))


def taught() -> Teacher:
    nlp = build.load(linker=None)
    teacher = Teacher()
    for name in factories.LINKED:
        nlp.get_pipe(name).linker = teacher
    doc = build.make_doc(nlp, gold().document)
    teacher.begin(gold(), View(doc))
    nlp(doc)
    return teacher


def test_the_teacher_calls_right_what_the_gold_has():
    examples = taught().examples
    right = [e.features for e in examples["PLACE"] if e.right]
    assert len(right) == 2, "one place for each of the two claims"
    assert [e.right for e in examples["ACTOR"] if "here event=killing" in e.features] == [True]
    assert not any(e.right for e in examples["ACTOR"] if "here event=injury" in e.features)
    assert {e.right for e in examples["count"] if "injury rule=same" not in e.features} == {True, False}


def test_a_fit_prefers_the_feature_that_tells():
    examples = [Example("d", ("tells",) if i % 2 else ("other",), bool(i % 2)) for i in range(20)]
    _, weights = training.fit(examples, 1.0)
    assert weights["tells"] > 0 > weights["other"]
    assert training.fit([e for e in examples if e.right], 1.0) == (training._NEVER, {})


def test_news_is_dealt_out_by_its_id():
    parts = [part_of(f"news-{n}") for n in range(500)]
    assert 60 < parts.count("measure") < 140
    assert part_of("news-1") == part_of("news-1")
