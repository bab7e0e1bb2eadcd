"""Annotations that are no gold are refused, each with what to mend."""

from __future__ import annotations

import copy
import json

import pytest
from composed import row, span

from tawthiq.corpus.annotated import annotated_from_json
from tawthiq.corpus.checking import check_files, problems

GOOD = row("a", 7)


def changed(change):
    data = copy.deepcopy(GOOD)
    change(data)
    return data


def event(data):
    return data["events"][0]


CASES = {
    "genre": (lambda d: d["document"].update(genre="novel"), "unknown genre 'novel'"),
    "tag": (lambda d: d["document"].pop("year"), 'the document has no "year"'),
    "phenomenon": (lambda d: d["document"].update(phenomena=["rhyme"]), "unknown phenomenon 'rhyme'"),
    "type": (lambda d: event(d).update(type="murder"), "unknown type 'murder'"),
    "assertion": (lambda d: event(d).update(assertion="sworn"), "unknown assertion 'sworn'"),
    "bound": (lambda d: event(d)["counts"][0].update(bound="circa"), "unknown bound 'circa'"),
    "upper": (lambda d: event(d)["counts"][0].update(bound="at_least"), "has value 7 and upper 7"),
    "range": (lambda d: event(d)["counts"][0].update(bound="range"), "is a range from 7 to 7"),
    "vague": (lambda d: event(d)["counts"][0].update(bound="vague"), "is vague from 7 to 7"),
    "category": (lambda d: event(d)["counts"][0].update(category="school"), "which is none of the unit 'person'"),
    "large part": (lambda d: event(d)["counts"][1].update(value=9, upper=9), "larger than it"),
    "source": (lambda d: event(d)["sources"][0].update(id="rumour"), "unknown id 'rumour' in sources"),
    "target": (lambda d: event(d).update(targets=event(d)["sources"]), "has targets"),
    "share": (lambda d: event(d).update(part_of="b-1"), "is a share of 'b-1'"),
    "document": (lambda d: event(d).update(document="b"), "belongs to the document 'b'"),
    "time": (
        lambda d: event(d).update(time={"start": "2019-03-02", "end": "2019-03-01", "span": None}), "ends (2019-03-01)"
    ),
    "label": (lambda d: d["entities"][0].update(label="TOWN"), "has the label 'TOWN'"),
    "no event": (lambda d: d["document"].update(genre="no_event"), "of the genre no_event has records"),
    "number": (lambda d: event(d).update(counts=event(d)["counts"][1:] and []), "the number '7' at"),
}  # fmt: skip


def test_good_annotations_have_no_problem():
    assert list(problems(annotated_from_json(GOOD))) == []


@pytest.mark.parametrize(("change", "message"), CASES.values(), ids=CASES)
def test_problem(change, message):
    found = list(problems(annotated_from_json(changed(change))))
    assert any(message in problem for problem in found), found


def test_spans_that_cut_one_another():
    text = GOOD["document"]["text"]
    data = changed(lambda d: d["entities"].extend(
        {"label": "ORG", "id": None, "name": said, "span": span(text, said), "rule": "gold"}
        for said in ("أفاد الدفاع", "الدفاع المدني")
    ))  # fmt: skip
    assert any("cut one another" in problem for problem in problems(annotated_from_json(data)))


def test_files_name_line_and_cure(tmp_path):
    moved = changed(lambda d: event(d)["trigger"].update(start=1))
    loop = changed(lambda d: event(d)["counts"][0].update(subset_of=5))
    path = tmp_path / "gold.jsonl"
    lines = [json.dumps(GOOD), "", json.dumps(GOOD), json.dumps(moved)]
    path.write_text("\n".join(lines), "utf-8")
    found = [str(problem) for problem in check_files([path])]
    assert found[0] == f"{path}:3: the id 'a' is taken by {path}:1; give one of them another"
    assert found[1].startswith(f"{path}:4: ")
    assert "recorded as" in found[1]
    for line, message in (
        (json.dumps(loop), "which is not in the record"),
        ("{", "is not valid JSON"),
        ("[]", "no annotated"),
    ):
        path.write_text(line, "utf-8")
        (problem,) = check_files([path])
        assert str(problem).startswith(f"{path}:1: ")
        assert message in str(problem)
    (problem,) = check_files([tmp_path / "nothing.jsonl"])
    assert "cannot be read" in str(problem)
