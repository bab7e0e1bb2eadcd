"""Makes the command-line reference, `docs/cli.md`, from the parser: `python -m tawthiq.cli_reference docs/cli.md`.

Written from the parser's parts and not from its help text, whose layout differs between versions of Python.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tawthiq.cli import build_parser


def reference() -> str:
    """The page as Markdown."""
    parser = build_parser()
    lines = ["# Command line", "", "<!-- Made by `python -m tawthiq.cli_reference docs/cli.md`; do not edit. -->", ""]
    lines += [*_section(parser)]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                lines += [f"## tawthiq {name}", "", *_section(command)]
    return "\n".join(lines).rstrip() + "\n"


def _section(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield from (
        parser.description or "",
        "",
        "```",
        _usage(parser),
        "```",
        "",
        "| argument | meaning |",
        "| --- | --- |",
    )
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield f"| [`{choice.dest}`](#tawthiq-{choice.dest}) | {choice.help} |"
        else:
            yield f"| `{_spelling(action)}` | {(action.help or '').replace('|', chr(92) + '|')} |"
    yield ""
    # Each paragraph of the epilog is a heading line and what it says.
    for paragraph in (parser.epilog or "").split("\n\n"):
        heading, _, body = paragraph.partition("\n")
        yield from (f"**{heading.rstrip(':').capitalize()}**", "", "```text", body, "```", "")


def _usage(parser: argparse.ArgumentParser) -> str:
    words = [parser.prog]
    for action in parser._actions:
        if not isinstance(action, argparse._HelpAction):
            spelling = _spelling(action, brief=True)
            words.append(spelling if action.required else f"[{spelling}]")
    return " ".join(words)


def _spelling(action: argparse.Action, *, brief: bool = False) -> str:
    value = ""
    if action.nargs != 0:
        choices = action.choices if not isinstance(action, argparse._SubParsersAction) else None
        value = "{" + ",".join(map(str, choices)) + "}" if choices else str(action.metavar or action.dest)
    if not action.option_strings:
        return value + ("…" if action.nargs in ("+", "*") else "")
    names = action.option_strings[:1] if brief else action.option_strings
    return ", ".join(f"{name} {value}".strip() for name in names)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
    else:
        sys.stdout.write(reference())
