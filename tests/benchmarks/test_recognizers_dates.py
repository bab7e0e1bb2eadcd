"""The comparison with Recognizers-Text, on specifications composed here in the form of theirs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tawthiq.benchmarks.recognizers_dates import Case, cases

NOW = {"ReferenceDateTime": "2019-05-15T12:00:00"}


def _case(folder: Path, suite: str, text: str, said: str, kind: str, **value: Any) -> Case:
    result = {"Text": said, "Start": text.find(said), "Length": len(said), "Type": kind, **value}
    row = {"Input": text, "Context": NOW, "Results": [result]}
    (folder / f"{suite}.json").write_text(json.dumps([row]), encoding="utf-8")
    (case,) = cases(folder)
    return case


def _resolved(timex: str, **values: str) -> dict[str, Any]:
    return {"Value": {"Timex": timex, "PastResolution": values, "FutureResolution": values}}


@pytest.mark.parametrize(
    ("text", "said", "kind", "right"),
    [
        ("نعود إليها يوم الثلاثاء المقبل", "الثلاثاء المقبل", "date", True),
        ("نعود إليها يوم الثلاثاء المقبل", "الثلاثاء", "date", False),
        ("نعود إليها في 3 حزيران", "في 3 حزيران", "date", True),
    ],
)
def test_spans(tmp_path: Path, text: str, said: str, kind: str, right: bool) -> None:
    assert _case(tmp_path, "DateExtractor", text, said, kind).right is right


@pytest.mark.parametrize(
    ("said", "kind", "value", "right"),
    [
        ("3 نيسان", "date", _resolved("XXXX-04-03", date="2019-04-03"), True),
        ("3 نيسان", "date", _resolved("XXXX-04-03", date="2019-03-04"), False),
        # Their ends are exclusive, their weeks begin on Monday, and two ends said are their own.
        ("نيسان 2018", "daterange", _resolved("2018-04", startDate="2018-04-01", endDate="2018-05-01"), True),
        ("الأسبوع الماضي", "daterange", _resolved("2019-W19", startDate="2019-05-06", endDate="2019-05-13"), True),
        ("من 3 إلى 9 نيسان", "daterange", _resolved("(X,Y,P6D)", startDate="2019-04-03", endDate="2019-04-09"), True),
        ("نيسان 2018", "daterange", _resolved("2018-04", startDate="2018-04-01", endDate="2018-06-01"), False),
        ("الساعة التاسعة والنصف مساء", "time", _resolved("T21:30", time="21:30:00"), True),
        ("أمس الساعة 9:30", "datetime", _resolved("2019-05-14T09:30", dateTime="2019-05-14 09:30:00"), True),
        ("نصف عام", "duration", _resolved("P0.5Y", duration="15768000"), True),
    ],
)
def test_values(tmp_path: Path, said: str, kind: str, value: dict[str, Any], right: bool) -> None:
    case = _case(tmp_path, "DateTimePeriodParser", f"كان ذلك {said}", said, kind, **value)
    assert (case.right, case.left_out) == (right, "")


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("كل يوم", "set", {}),
        ("9", "time", {}),
        ("خلال أسبوعين", "daterange", {}),
        ("قبل عدة أيام", "date", _resolved("2019-05-12", date="2019-05-12")),
        ("أواخر 2018", "daterange", _resolved("2018", startDate="2018-07-01", endDate="2019-01-01")),
    ],
)
def test_what_is_left_out_says_why(tmp_path: Path, said: str, kind: str, value: dict[str, Any]) -> None:
    assert _case(tmp_path, "DatePeriodExtractor", f"كان ذلك {said}", said, kind, **value).left_out


def test_a_text_that_is_not_in_the_input_is_left_out(tmp_path: Path) -> None:
    assert "malformed" in _case(tmp_path, "DateExtractor", "كان ذلك أمس", "غدا", "date").left_out


@pytest.mark.parametrize(
    "suite", ["Date", "DatePeriod", "DateTime", "DateTimePeriod", "Duration", "Time", "TimePeriod"]
)
def test_a_case_without_a_result(tmp_path: Path, suite: str) -> None:
    row = {"Input": "قتل 12 شخصا", "Results": []}
    (tmp_path / f"{suite}Extractor.json").write_text(json.dumps([row]), encoding="utf-8")
    assert [(case.right, case.left_out) for case in cases(tmp_path)] == [(True, "")]
