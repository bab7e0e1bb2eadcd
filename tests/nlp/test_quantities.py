"""Counted quantities: the examples of `quantities.jsonl`.

`found` holds the counts of all records of the text (what a user gets), in order of their spans; `value`, `upper`,
`bound`, `unit` and `category` are compared for each, and `type` (of its record) and `whole` (value of the count it is
a part of) where the example gives them. An example with `xfail` is not read rightly yet, for the reason it gives.

Each example is one of a rule, so the rules alone read it. The linker of the default pipeline weighs them against what
it has learned; it may not unlearn more than a few of them.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import tawthiq
from tawthiq.types import Document, Event

EXAMPLES = [
    json.loads(line) for line in Path(__file__).with_name("quantities.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return tawthiq.load(linker=None)


def shown(event: Event) -> list[tuple[int, dict[str, Any]]]:
    """The counts of a record with where they begin."""
    return [
        (
            count.span.start,
            {
                "text": count.span.text,
                "value": count.value,
                "upper": count.upper,
                "bound": count.bound,
                "unit": count.unit,
                "category": count.category,
                "type": event.type,
                "whole": None if count.subset_of is None else event.counts[count.subset_of].value,
            },
        )
        for count in event.counts
    ]


def read(nlp: Language, example: dict[str, Any]) -> list[dict[str, Any]]:
    """The counts found in an example."""
    day = date.fromisoformat(example["published"]) if "published" in example else None
    (extraction,) = tawthiq.extract([Document("example", example["text"], day)], nlp)
    counts = [pair for event in extraction.events for pair in shown(event)]
    return [count for _, count in sorted(counts, key=lambda pair: pair[0])]


def as_given(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was found, without what an example leaves open."""
    if len(found) != len(wanted):
        return found
    return [{key: count[key] for key in given} for count, given in zip(found, wanted, strict=True)]


def params() -> list[Any]:
    return [
        pytest.param(
            example,
            id=example["text"],
            marks=[pytest.mark.xfail(reason=example["xfail"], strict=True)] if "xfail" in example else [],
        )
        for example in EXAMPLES
    ]


@pytest.mark.parametrize("example", params())
def test_example(nlp: Language, example: dict[str, Any]) -> None:
    assert as_given(read(nlp, example), example["found"]) == example["found"]


def test_the_linker_unlearns_few_of_the_examples() -> None:
    known = [example for example in EXAMPLES if "xfail" not in example]
    default = tawthiq.load()
    right = sum(as_given(read(default, example), example["found"]) == example["found"] for example in known)
    assert right / len(known) > 0.93
