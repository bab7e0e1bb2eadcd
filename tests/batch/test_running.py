"""A document that fails costs only itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from tawthiq.batch.running import extract_each
from tawthiq.errors import CodecError, MissingDataError, TawthiqError
from tawthiq.types import Document, Extraction


def documents(*texts: str) -> list[Document]:
    return [Document(str(index), text) for index, text in enumerate(texts)]


def ids(found: Iterable[Extraction]) -> list[str]:
    return [extraction.document.id for extraction in found]


@pytest.mark.parametrize("eager", [True, False])
def test_only_what_fails_is_lost_and_nothing_comes_twice(eager: bool) -> None:
    calls: list[int] = []

    def extract(batch: Iterable[Document]) -> Iterator[Extraction]:
        batch = list(batch)
        calls.append(len(batch))
        if eager and any(document.text == "bad" for document in batch):
            raise CodecError("boom")
        for document in batch:
            if document.text == "bad":
                raise CodecError("boom")
            yield Extraction(document)

    errors: list[tuple[str, str]] = []
    found = extract_each(
        documents("a", "bad", "b", "bad", "c"),
        extract,
        lambda document, error: errors.append((document.id, str(error))),
    )
    assert ids(found) == ["0", "2", "4"]
    assert errors == [("1", "boom"), ("3", "boom")]
    assert calls[0] == 5


def test_what_no_document_can_do_without_stops_the_run() -> None:
    def extract(batch: Iterable[Document]) -> Iterator[Extraction]:
        raise MissingDataError("no model")
        yield

    with pytest.raises(MissingDataError):
        list(extract_each(documents("a", "b"), extract, lambda document, error: pytest.fail(str(error))))


def test_mistakes_of_the_program_are_not_hidden() -> None:
    def extract(batch: Iterable[Document]) -> Iterator[Extraction]:
        raise ZeroDivisionError
        yield

    with pytest.raises(ZeroDivisionError):
        list(extract_each(documents("a"), extract, lambda document, error: pytest.fail(str(error))))


def test_batches_are_bounded_by_number_and_by_length() -> None:
    sizes: list[int] = []

    def extract(batch: Iterable[Document]) -> Iterator[Extraction]:
        batch = list(batch)
        sizes.append(len(batch))
        yield from map(Extraction, batch)

    def fail(document: Document, error: TawthiqError) -> None:
        raise error

    long = "x" * 600_000
    assert len(ids(extract_each(documents(long, "a", "b", long, *["c"] * 70), extract, fail))) == 74
    assert sizes == [1, 3, 64, 6]
