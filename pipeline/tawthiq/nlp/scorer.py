"""Log-linear scores: how likely a candidate pair is, by the weights of what is seen of it.

The probability of a pair is the logistic of its bias and the sum of the weights of its features. A weight can be read
and disputed: `Scorer.reasons` names those that count most. Weights are fitted by `tawthiq.training.linker`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from tawthiq.errors import ModelError

FORMAT = 1
_NAME = "linker.json"
# Beyond this a logistic is 0 or 1 to all digits that matter.
_EXTREME = 30.0


class Table(NamedTuple):
    """The weights of one decision.

    A pair is taken whose probability is over `threshold`; over `trust`, where the rules propose it: they know
    constructions that few examples have.
    """

    bias: float
    threshold: float
    trust: float
    weights: Mapping[str, float]


class Scorer:
    """The weights of all decisions: `count` and the labels of slots."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables

    def probability(self, decision: str, features: Iterable[str]) -> float:
        """How likely a pair with these features is right, from 0 to 1."""
        table = self.tables[decision]
        weights = table.weights
        score = table.bias + sum([weights[f] for f in features if f in weights])
        return 1 / (1 + math.exp(-max(-_EXTREME, min(_EXTREME, score))))

    def margin(self, decision: str, features: Sequence[str], ruled: bool) -> float:
        """How far the probability of a pair is over what it needs; `ruled` where the rules propose the pair."""
        table = self.tables[decision]
        return self.probability(decision, features) - (table.trust if ruled else table.threshold)

    def reasons(self, decision: str, features: Iterable[str], most: int = 4) -> list[tuple[str, float]]:
        """The features that count most for or against a pair, with their weights."""
        weights = self.tables[decision].weights
        known = {f: weights[f] for f in features if f in weights}
        return sorted(known.items(), key=lambda item: -abs(item[1]))[:most]


def default_path() -> Path:
    """Where the weights lie: in the installed package, or in `models/default` of the repository."""
    installed = Path(str(files("tawthiq"))) / "models" / "default" / _NAME
    return installed if installed.exists() else Path(__file__).parents[3] / "models" / "default" / _NAME


@cache
def load_scorer(path: Path) -> Scorer:
    """The scorer of a file of weights.

    Raises:
        ModelError: the file is not there, cannot be read or is of another format.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ModelError(str(path), f"cannot be read ({error.strerror}); `make train` writes it") from error
    except ValueError as error:
        raise ModelError(str(path), f"is not JSON in UTF-8 ({error}); `make train` writes it anew") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ModelError(str(path), f"is not of format {FORMAT}; `make train` writes it anew")
    try:
        tables = {
            name: Table(row["bias"], row["threshold"], row["trust"], row["weights"])
            for name, row in data["decisions"].items()
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise ModelError(str(path), f"is malformed ({error!r}); `make train` writes it anew") from error
    return Scorer(tables)
