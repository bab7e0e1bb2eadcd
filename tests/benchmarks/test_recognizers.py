"""The comparison with cases in the form of Recognizers-Text, on cases composed for this test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tawthiq.benchmarks.cases import share
from tawthiq.benchmarks.recognizers_numbers import SUITES, cases


def _result(kind: str, text: str, said: str, value: str) -> dict[str, Any]:
    start = text.find(said)
    return {
        "Text": said,
        "TypeName": kind,
        "Resolution": {"value": value},
        "Start": start,
        "End": start + len(said) - 1,
    }


ROWS = {
    "NumberModel": [
        ("وصلت 40 شاحنة", [("number", "40", "40")], True, False),
        ("وصلت 40 شاحنة", [("number", "40", "41")], False, False),
        ("وصلت 40 شاحنة", [], False, False),
        ("عبرت ألف سيارة", [("number", "سيارة", "1000")], False, False),
        ("دفع 70 دولارا", [("number", "70", "70")], True, False),
        ("الكتلة 6e5 غرام", [("number", "6e5", "600000")], False, True),
        ("أربعة من تسعة", [("number", "أربعة من تسعة", "0.4444")], False, True),
    ],
    "NumberRangeModel": [
        ("بين 15 و25 خيمة", [("numberrange", "بين 15 و25", "[15,25)")], True, False),
        ("أكثر من 15 خيمة", [("numberrange", "أكثر من 15", "(15,)")], True, False),
        ("أكثر من 15 خيمة", [("numberrange", "أكثر من 15", "[15,)")], False, False),
        ("أقل من 15 خيمة", [("numberrange", "أقل من 15", "(,15)")], True, False),
        ("يساوي 15", [("numberrange", "يساوي 15", "[15,15]")], False, True),
    ],
    "PercentModel": [("بلغت 35% منها", [("percentage", "35%", "35%")], True, False)],
    "OrdinalModel": [
        ("الخيمة الرابعة", [("ordinal", "الرابعة", "4")], True, False),
        ("الخيمة التالية", [("ordinal.relative", "التالية", "current+1")], False, True),
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for suite, rows in ROWS.items():
        written = [
            {"Input": text, "Results": [_result(r[0], text, *r[1:]) for r in results]} for text, results, *_ in rows
        ]
        (tmp_path / f"{suite}.json").write_text(json.dumps(written), "utf-8")
    return tmp_path


def test_cases_are_judged(folder: Path) -> None:
    judged: dict[str, list[tuple[bool, bool]]] = {suite: [] for suite in SUITES}
    for case in cases(folder):
        judged[case.suite].append((case.right, bool(case.left_out)))
    assert {suite: [row[2:] for row in rows] for suite, rows in ROWS.items()} == {
        suite: [(right and not out, out) for right, out in rows] for suite, rows in judged.items()
    }


def test_what_is_left_out_is_not_counted(folder: Path) -> None:
    assert share([case for case in cases(folder) if case.suite == "OrdinalModel"]) == (1, 1)
