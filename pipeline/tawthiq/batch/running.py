"""Extraction of a stream of documents in which a document that fails costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tawthiq.errors import LexiconError, MissingDataError, ModelError, TawthiqError
from tawthiq.types import Document, Extraction

Extract = Callable[[Iterable[Document]], Iterator[Extraction]]
# A batch is closed by either: enough short texts for one pass, and few enough characters that long ones do not pile up.
_DOCUMENTS = 64
_CHARACTERS = 500_000


def extract_each(
    documents: Iterable[Document], extract: Extract, on_error: Callable[[Document, TawthiqError], None]
) -> Iterator[Extraction]:
    """The extractions of `documents`, in their order, made by `extract` batch by batch.

    Raises:
        LexiconError, MissingDataError, ModelError: what no document could do without is missing.
    """
    for batch in _batches(documents):
        done = 0
        try:
            for extraction in extract(batch):
                done += 1
                yield extraction
        except (LexiconError, MissingDataError, ModelError):
            raise
        except TawthiqError:
            # Again one by one, to find the document that fails.
            for document in batch[done:]:
                try:
                    found = list(extract([document]))
                except TawthiqError as error:
                    on_error(document, error)
                else:
                    yield from found


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) == _DOCUMENTS or size >= _CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
