"""Messages and the progress bar, both on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")


class Reporter:
    """Says what happens: one line a message, above the bar while there is one. Counts the errors."""

    def __init__(self) -> None:
        self.errors = 0
        self._bar: Progress | None = None

    def error(self, message: object) -> None:
        """Report a failure."""
        self.errors += 1
        self.note(message)

    def note(self, message: object) -> None:
        """Report what is worth knowing."""
        line = "tawthiq: " + " ".join(str(message).split("\n"))
        if self._bar is None:
            sys.stderr.write(line + "\n")
        else:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def progress(self, items: Iterable[T], total: int | None, *, show: bool) -> Iterator[Iterator[T]]:
        """`items`, counted by a bar from the second one on where standard error is a terminal."""
        try:
            yield self._counted(items, total) if show and sys.stderr.isatty() else iter(items)
        finally:
            if self._bar is not None:
                self._bar.stop()
                self._bar = None

    def _counted(self, items: Iterable[T], total: int | None) -> Iterator[T]:
        task: TaskID | None = None
        for number, item in enumerate(items, 1):
            if number == 2:
                task = self._start(total)
            if self._bar is not None and task is not None:
                self._bar.update(task, completed=number)
            yield item

    def _start(self, total: int | None) -> TaskID:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.start()
        return self._bar.add_task("documents", total=total)
