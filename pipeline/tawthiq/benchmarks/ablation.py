"""`make ablation`: what each group of rules, and each decision of the linker, brings: one is taken away at a time.

Every row is the default pipeline without one group, scored on the development split (or on another gold named).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tawthiq.evaluation.gold import Gold, read_gold
from tawthiq.evaluation.report import evaluate
from tawthiq.nlp import build, factories
from tawthiq.nlp.linker import ScoredLinker
from tawthiq.nlp.scorer import Scorer, default_path, load_scorer

_COLUMNS = ("fact", "core", "strict", "perpetrators", "places", "time", "weapons", "sources")


class Group(NamedTuple):
    """A group of rules: what it does, and what stands in its place when it is taken away."""

    name: str
    without: tuple[tuple[str, object], ...]  # dotted path of a function -> what it is replaced by


def _nothing(*_: object, **__: object) -> Iterator[Any]:
    return iter(())


def _unchanged(first: Any, *_: object) -> Any:
    return first


def _always(value: object) -> Callable[..., object]:
    return lambda *_, **__: value


_RELATIONS = "tawthiq.nlp.relations._Reader."
_LINKING = "tawthiq.nlp.linking.EventLinker."
GROUPS = (
    Group("counts without a number", (("tawthiq.nlp.implied.ImpliedReader.read", _nothing),)),
    Group("the noun before its number", (("tawthiq.nlp.quantities._Reader._noun_before", _always(None)),)),
    Group("assertion: calls, fears, denials", (
        ("tawthiq.nlp.triggers.modes", lambda view, first, last: ["asserted"] * (last - first)),
        ("tawthiq.nlp.counting.modes", lambda view, first, last: ["asserted"] * (last - first)),
    )),
    Group("parts of a whole", ((_RELATIONS + "_is_part", _always(False)),)),
    Group("lists under a total", ((_RELATIONS + "_is_list_item", _always(False)),)),
    Group("nouns that say their event", ((_LINKING + "_link_own", _always(False)),)),
    Group("bystanders: attackers, speakers", (
        ("tawthiq.nlp.surroundings.Surroundings.is_participant", _always(False)),
        ("tawthiq.nlp.surroundings.Surroundings.speaks", _always(False)),
        ("tawthiq.nlp.surroundings.Surroundings.acts", _always(False)),
    )),
    Group("agents by their grammar", (("tawthiq.nlp.agents.Agents.among", lambda *_: []),)),
    Group("shares with agents or places of their own", (
        ("tawthiq.nlp.blocks._divided", lambda view, block, counted: [block]),
    )),
    Group("larger areas of a place", (("tawthiq.nlp.places.in_chain", _always(False)),)),
    Group("rows of shares", (("tawthiq.nlp.rows.Rows.of", lambda self, sentence: {}),)),
    Group("claims said twice", (("tawthiq.nlp.events.merge", _unchanged),)),
)  # fmt: skip


class _Partial(ScoredLinker):
    """The scored linker without one of its decisions, which is left to the rules."""

    def __init__(self, scorer: Scorer, without: str) -> None:
        super().__init__(scorer)
        self.without = without

    def count(self, counted: Any, pairs: Sequence[Any], ruled: str) -> Any:
        if self.without != "count":
            return super().count(counted, pairs, ruled)
        return next((pair.reading for pair in pairs if pair.reading.type == ruled), None)

    def whole(self, counted: Any, pairs: Sequence[Any], ruled: bool) -> Any:
        if self.without != "part":
            return super().whole(counted, pairs, ruled)
        return next((pair.whole for pair in pairs if "ruled" in pair.features), None)

    def kind(self, counted: Any, pairs: Sequence[Any]) -> str:
        return counted.category if self.without == "kind" else super().kind(counted, pairs)

    def fillers(self, label: str, claim: Any, pairs: Sequence[Any]) -> Any:
        return None if self.without == label else super().fillers(label, claim, pairs)


@contextmanager
def _taken_away(group: Group) -> Iterator[None]:
    with ExitStack() as stack:
        for path, replacement in group.without:
            stack.enter_context(mock.patch(path, replacement))
        yield


def _scores(gold: Sequence[Gold], linker: ScoredLinker | None) -> dict[str, float]:
    nlp = build.load(linker=None)
    for name in factories.LINKED:
        nlp.get_pipe(name).linker = linker  # type: ignore[attr-defined]
    predicted = {e.document.id: e for e in build.extract([g.document for g in gold], nlp)}
    scores = evaluate(gold, predicted).scores
    return {name: scores[name].f1 for name in _COLUMNS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description="What each group of rules brings.")
    parser.add_argument("gold", type=Path, nargs="?", default=Path("annotations/dev.jsonl"))
    gold = read_gold([parser.parse_args(arguments).gold])
    scorer = load_scorer(default_path())
    whole = _scores(gold, ScoredLinker(scorer))
    out = sys.stdout.write
    out("| without | " + " | ".join(_COLUMNS) + " |\n| --- |" + " ---: |" * len(_COLUMNS) + "\n")
    out("| (nothing taken away) | " + " | ".join(f"{whole[c]:.3f}" for c in _COLUMNS) + " |\n")

    def row(name: str, scores: dict[str, float]) -> None:
        out(f"| {name} | " + " | ".join(f"{scores[c] - whole[c]:+.3f}" for c in _COLUMNS) + " |\n")
        sys.stdout.flush()

    for group in GROUPS:
        with _taken_away(group):
            row(group.name, _scores(gold, ScoredLinker(scorer)))
    row("the linker: the rules alone", _scores(gold, None))
    for decision in scorer.tables:
        row(f"the linker's decision {decision}", _scores(gold, _Partial(scorer, decision)))


if __name__ == "__main__":
    main()
