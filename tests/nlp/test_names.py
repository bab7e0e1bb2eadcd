"""Names of people where a first word joins names and no name follows."""

from __future__ import annotations

import pytest

import tawthiq
from tawthiq.nlp import build
from tawthiq.types import Document


@pytest.mark.parametrize("text", ["قال الشيخ أم علي حضر أمس.", "جائزة الشيخ أم على الدكتور بن علي."])
def test_a_joint_before_no_name_names_nobody(text):
    [read] = build.extract([Document("joint", text)], tawthiq.load(linker=None))
    assert not read.events
