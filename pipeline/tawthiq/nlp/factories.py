"""Every name this package registers with spaCy, and nothing heavy: spaCy imports this module in each environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from tawthiq.nlp.tokenizer import Tokenizer

Component = Callable[["Doc"], "Doc"]

# Factory name -> the attributes it assigns and requires, in pipeline order.
PIPELINE = ("tawthiq_sentences", "tawthiq_entities", "tawthiq_quantities", "tawthiq_relations", "tawthiq_events")
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


@Language.factory("tawthiq_relations", assigns=["doc._.relations"], requires=["doc._.quantities"])
def make_relations(nlp: Language, name: str) -> Component:
    """Which event each quantity belongs to, and which whole it is a part of."""
    from tawthiq.nlp.relations import find_relations

    return find_relations


@Language.factory("tawthiq_events", assigns=["doc._.events"], requires=["doc._.relations"])
def make_events(nlp: Language, name: str) -> Component:
    """Event records with their slots."""
    from tawthiq.nlp.events import find_events

    return find_events


def config() -> dict[str, Any]:
    """The pipeline config `tawthiq.load` builds from."""
    return {"nlp": {"lang": "ar", "tokenizer": {"@tokenizers": TOKENIZER}}}
