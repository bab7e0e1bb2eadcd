"""Every format gives back exactly what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.corpus.exchange import FORMATS
from tawthiq.corpus.graph import to_graph
from tawthiq.corpus.graph_reading import from_graph

WRITTEN = [name for name, format in FORMATS.items() if format.write]


def test_the_graph(composed):
    for annotated in composed:
        assert from_graph(to_graph(annotated)) == annotated


@pytest.mark.parametrize("name", WRITTEN)
def test_round_trip(composed, tmp_path: Path, name: str):
    write, read = FORMATS[name]
    assert write is not None
    path = tmp_path / "new" / "corpus"
    write(composed, path)
    found = list(read(path))
    assert found == composed
    assert repr(found) == repr(composed)  # 2 and 2.0 are equal
