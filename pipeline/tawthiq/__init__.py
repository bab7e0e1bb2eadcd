"""tawthiq (توثيق): Arabic human-rights and conflict reports to structured event records.

    >>> import tawthiq
    >>> nlp = tawthiq.load()
    >>> doc = nlp("قُتل ثلاثة مدنيين بينهم طفل في قصف مدفعي على مدينة إدلب.")
    >>> [(e.type, [c.value for c in e.counts]) for e in doc._.events]
    [('killing', [3, 1])]

`import tawthiq` is light: spaCy is imported by the first call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tawthiq.errors import TawthiqError
from tawthiq.types import Document, Event, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"
__all__ = ["Document", "Event", "Extraction", "TawthiqError", "extract", "load"]


def load(linker: str | None = "default") -> Language:
    """The default pipeline as a spaCy `Language`; the records are in `doc._.events`.

    `linker` is the scored linker that comes with the package, the path of a file of weights, or None: then the rules
    alone decide.
    """
    from tawthiq.nlp.build import load

    return load(linker)


def extract(documents: Iterable[Document | str], nlp: Language | None = None) -> Iterator[Extraction]:
    """One `Extraction` for each document, in order.

    A plain string becomes a document whose id is its position. `nlp` is a pipeline from `load` or `spacy.load`;
    without one the default is built.
    """
    from tawthiq.nlp.build import extract

    if isinstance(documents, str):
        raise TypeError("extract takes documents: put the one text in a list, [text]")
    given = (Document(str(i), d) if isinstance(d, str) else d for i, d in enumerate(documents))
    return extract(given, nlp)
