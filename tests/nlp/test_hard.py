"""Hard phenomena of reports, each in short composed texts with their facts by SPEC, read as the scorer reads them.

A line of `hard.jsonl` is one text: its facts hold the core and the slots. Sources, targets and assertion are compared
where the line has them, and so are the types of the records without a count (`uncounted`) and the countries of the
places (`countries`). Not all is read right: the share that is may not fall below `FLOOR`, whatever the linker has
learned. `python tests/nlp/test_hard.py [ID …]` prints the shares by phenomenon, and what is wrong in the lines named.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import tawthiq
from tawthiq.evaluation.facts import Fact, facts_of
from tawthiq.evaluation.gold import Gold, from_flat
from tawthiq.evaluation.matching import is_strict
from tawthiq.evaluation.scores import score_document

HERE = Path(__file__).parent
LINES: list[dict[str, Any]] = [json.loads(line) for line in (HERE / "hard.jsonl").read_text("utf-8").splitlines()]
# The share of the texts that is read wholly right, strict slots included.
FLOOR = 0.60
# Slots that are no part of strict, and are compared where a line gives them.
FURTHER = ("sources", "targets", "assertion")
FEWEST = 8


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load()


def gold_of(line: dict[str, Any]) -> Gold:
    """The line in the flat form of gold, with what it leaves out."""
    left_out: dict[str, list[str]] = {"sources": [], "targets": []}
    facts = [{**left_out, **fact, "places": [[name] for name in fact["places"]]} for fact in line["facts"]]
    return from_flat({**line, "facts": facts})


def differences(line: dict[str, Any], nlp) -> list[str]:
    """What is read otherwise than the line says; empty where all is right."""
    gold = gold_of(line)
    (extraction,) = tawthiq.extract([gold.document], nlp)
    events = extraction.events
    score = score_document(gold.document.id, facts_of(events), gold.facts, gold.published)
    found = [f"spurious: {shown(score.predicted[i])}" for i in score.pairing.spurious]
    found += [f"missed: {shown(score.gold[j])}" for j in score.pairing.missed]
    for i, j in score.pairing.pairs:
        got, wanted = score.predicted[i], score.gold[j]
        if not is_strict(got, wanted):
            found.append(f"read: {shown(got)}\nwanted: {shown(wanted)}")
        for slot in FURTHER:
            if slot in line["facts"][j] and getattr(got, slot) != getattr(wanted, slot):
                found.append(f"{slot} of {wanted.value}: {getattr(got, slot)}, wanted {getattr(wanted, slot)}")
    uncounted = sorted(event.type for event in events if not event.counts)
    if "uncounted" in line and uncounted != sorted(line["uncounted"]):
        found.append(f"uncounted: {uncounted}, wanted {line['uncounted']}")
    countries = sorted({place.country for event in events for place in event.places if place.country})
    if "countries" in line and countries != sorted(line["countries"]):
        found.append(f"countries: {countries}, wanted {line['countries']}")
    return found


def shown(fact: Fact) -> str:
    """The fact without what is empty."""
    return ", ".join(f"{name}={value}" for name, value in fact._asdict().items() if value and name != "span")


def shares(nlp) -> dict[str, list[bool]]:
    """Phenomenon -> whether each of its texts is read right."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for line in LINES:
        right[line["phenomenon"]].append(not differences(line, nlp))
    return right


def test_the_share_of_the_hard_texts_that_is_read_right(nlp):
    right = [is_right for some in shares(nlp).values() for is_right in some]
    assert sum(right) / len(right) >= FLOOR


def test_every_phenomenon_has_its_texts():
    ids = [line["id"] for line in LINES]
    assert len(set(ids)) == len(ids) == len({line["text"] for line in LINES})
    texts: defaultdict[str, int] = defaultdict(int)
    for line in LINES:
        texts[line["phenomenon"]] += 1
    assert not [name for name, many in texts.items() if many < FEWEST]


if __name__ == "__main__":
    default = tawthiq.load()
    for name, right in sorted(shares(default).items()):
        print(f"{name:24} {sum(right):3} of {len(right)}")
    for line in LINES:
        if line["id"] in sys.argv[1:]:
            print(line["text"], *differences(line, default), sep="\n")
