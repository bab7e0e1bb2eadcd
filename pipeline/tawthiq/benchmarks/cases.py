"""What a benchmark of somebody else's test cases gives: one row a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Case(NamedTuple):
    """One case of a suite.

    `left_out` says why the case lies outside of what this project means to read, empty where it does not; `found` and
    `expected` are in the words of the suite's own comparison, for a person to look at.
    """

    suite: str
    row: int
    text: str
    right: bool
    found: Any
    expected: Any
    left_out: str = ""


def share(cases: Sequence[Case]) -> tuple[int, int]:
    """How many of the cases meant to be read are right, and how many are meant."""
    meant = [case for case in cases if not case.left_out]
    return sum(case.right for case in meant), len(meant)
