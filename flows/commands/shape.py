"""How each command shows its help, and -v, which each of them takes: before its name or after."""

from __future__ import annotations

import inspect
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

#: What stands between two examples in an epilog.
APART = "   |   "


def shaped(app: typer.Typer) -> typer.Typer:
    """`app` with all its commands, and those of its groups, in the house's shape."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance:
            shaped(group.typer_instance)
    return app


class Command(TyperCommand):
    """A command whose examples stand on lines of their own, to be copied."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments without the names that Python has for their types."""
        rows: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for parameter in self.get_params(ctx):
            is_argument = parameter.param_type_name == "argument"
            if record := parameter.get_help_record(ctx):
                name = record[0].partition(" <")[0] if is_argument else record[0]
                rows["Arguments" if is_argument else "Options"].append((name, record[1]))
        for title, listed in rows.items():
            if listed:
                with formatter.section(title):
                    formatter.write_dl(listed)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the names are Click's
        """After the options."""
        _write_examples(formatter, self.epilog)


class Group(TyperGroup):
    """A group that hands the -v of the whole command on to what it holds, and describes each in full."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """With -v among its options."""
        command = super().get_command(ctx, cmd_name)
        for option in ctx.find_root().command.params:
            if "-v" in option.opts and command is not None and option not in command.params:
                command.params.append(option)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The first sentence of each; Click would cut it off at the end of the line."""
        rows = [(name, _about(self.get_command(ctx, name))) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the names are Click's
        """After the commands."""
        _write_examples(formatter, self.epilog)


def _about(command: Any) -> str:
    paragraph = inspect.cleandoc(command.help or "").partition("\n\n")[0]
    return " ".join(paragraph.split()).partition(". ")[0].removesuffix(".")


def _write_examples(formatter: Any, epilog: str | None) -> None:
    """Lines of an epilog as they stand but for examples: one a line, never folded."""
    for line in (epilog or "").splitlines():
        head, _, examples = line.partition(": ")
        formatter.write_paragraph()
        if head not in ("Example", "Examples"):
            formatter.write_text(line)
            continue
        formatter.write(f"{head}:\n")
        for example in examples.split(APART):
            formatter.write(f"  {example.strip()}\n")
