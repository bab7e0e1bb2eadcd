"""Every name this package registers with spaCy, and nothing heavy: spaCy imports this module in each environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from tawthiq.nlp.linker import Linker
    from tawthiq.nlp.tokenizer import Tokenizer

Component = Callable[["Doc"], "Doc"]

# Factory name -> the attributes it assigns and requires, in pipeline order.
PIPELINE = ("tawthiq_sentences", "tawthiq_entities", "tawthiq_quantities", "tawthiq_relations", "tawthiq_events")
# Those that a linker decides in.
LINKED = ("tawthiq_relations", "tawthiq_events")
# The name of the linker that comes with the package.
DEFAULT = "default"
TOKENIZER = "tawthiq.Tokenizer.v1"


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """`tawthiq.Tokenizer.v1`: words and clitics as slices of the original, match forms in NORM."""

    def create(nlp: Language) -> Tokenizer:
        from tawthiq.nlp.state import register_extensions
        from tawthiq.nlp.tokenizer import Tokenizer

        register_extensions()
        return Tokenizer(nlp.vocab)

    return create


@Language.factory("tawthiq_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Component:
    """Sentence boundaries."""
    from tawthiq.nlp.sentences import set_sentences

    return set_sentences


@Language.factory("tawthiq_entities", assigns=["doc.ents"], requires=["token.is_sent_start"])
def make_entities(nlp: Language, name: str) -> Component:
    """Actors, places, weapons, targets, victim groups, sources, persons, organisations and dates."""
    from tawthiq.nlp.entities import find_entities

    return find_entities


@Language.factory("tawthiq_quantities", assigns=["doc._.quantities"], requires=["doc.ents"])
def make_quantities(nlp: Language, name: str) -> Component:
    """Numbers with what they count."""
    from tawthiq.nlp.quantities import find_quantities

    return find_quantities


@Language.factory(
    "tawthiq_relations", assigns=["doc._.relations"], requires=["doc._.quantities"], default_config={"linker": DEFAULT}
)
def make_relations(nlp: Language, name: str, linker: str | None) -> Component:
    """Which event each quantity belongs to, and which whole it is a part of.

    `linker` is `default`, the path of a file of weights, or None: then the rules alone decide.
    """
    from tawthiq.nlp.relations import Relations

    return Relations(_linker(linker))


@Language.factory(
    "tawthiq_events", assigns=["doc._.events"], requires=["doc._.relations"], default_config={"linker": DEFAULT}
)
def make_events(nlp: Language, name: str, linker: str | None) -> Component:
    """Event records with their slots; `linker` as for the relations."""
    from tawthiq.nlp.events import Events

    return Events(_linker(linker))


def _linker(name: str | None) -> Linker | None:
    if name is None:
        return None
    from pathlib import Path

    from tawthiq.nlp.linker import ScoredLinker
    from tawthiq.nlp.scorer import default_path, load_scorer

    return ScoredLinker(load_scorer(default_path() if name == DEFAULT else Path(name)))


def config() -> dict[str, Any]:
    """The pipeline config `tawthiq.load` builds from."""
    return {"nlp": {"lang": "ar", "tokenizer": {"@tokenizers": TOKENIZER}}}
