"""The same text gives the same records in every process, whatever the seed of string hashes."""

from __future__ import annotations

import os
import subprocess
import sys

TEXT = (
    "وثقت منظمة حقوقية الاختفاء القسري لنحو 40 شخصاً في حمص. وقالت المنظمة إن قوات النظام قصفت حلب وإدلب بقذائف هاون "
    "وبراميل متفجرة فقتلت 12 مدنياً، وأضافت أن خمسة آخرين أصيبوا بالقصف. وقُتل طفلان بلغم في درعا."
)
PROGRAM = """
import sys
from tawthiq.nlp import build, state
from tawthiq.types import Document
nlp = build.load()
doc = nlp(build.make_doc(nlp, Document("a", sys.argv[1])))
print(state.get(doc, state.Trigger), state.events(doc))
"""


def test_the_seed_of_hashes_changes_nothing() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, TEXT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert "enforced_disappearance" in said.pop()
