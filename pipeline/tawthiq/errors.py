"""The errors a caller may meet, in one tree.

```
TawthiqError
├── InputError          a document that cannot be read: missing, binary, malformed, not decodable
├── CodecError          a record line that is not what SPEC says, or whose text is not `document.text[start:end]`
├── LexiconError        an entry of `lexicons/` that is malformed or contradicts another
├── ModelError          the weights of a model are missing or malformed
└── MissingDataError    an optional model or database is asked for and is not on this machine
```

Each message says what is wrong, where, and how to mend it.
"""

from __future__ import annotations


class TawthiqError(Exception):
    """Base of all errors raised on purpose by this package."""


class InputError(TawthiqError):
    """A source cannot be read as documents.

    `where` names the file, and the line where there is one (`reports.jsonl:12`).
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class CodecError(TawthiqError):
    """A record does not follow SPEC, or its spans do not read as recorded."""


class LexiconError(TawthiqError):
    """A lexicon file holds a malformed or contradictory entry; the message names file and line."""


class ModelError(TawthiqError):
    """The file of a model cannot be used; `where` names it."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class MissingDataError(TawthiqError):
    """An optional model or database is missing; the message names the command that gets it."""
