"""Every actor of the contract by all its usual names, in the country and at the time where they mean it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from tawthiq import lexicon
from tawthiq.nlp import build
from tawthiq.nlp.actors import find_actors
from tawthiq.nlp.state import View

TABLE = Path(__file__).with_name("actor_names.csv")


def rows() -> list[tuple[str, str, str, list[str]]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(r["id"], r["country"], r["date"], r["names"].split("|")) for r in csv.DictReader(file)]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build.load(linker=None)


@pytest.mark.parametrize(("id", "country", "day", "names"), rows())
def test_usual_names(nlp: Language, id: str, country: str, day: str, names: list[str]) -> None:
    wrong = {}
    for name in names:
        view = View(nlp.make_doc(f"أُصيب ثلاثة أشخاص على يد {name} في القرية."))
        found = [m.id for m in find_actors(view, country or None, date.fromisoformat(day))]
        if found != [id]:
            wrong[name] = found
    assert not wrong


def test_all_actors_are_there() -> None:
    listed = {name.id for name in lexicon.actors() if ":" not in name.id}
    assert {id for id, *_ in rows()} == listed
