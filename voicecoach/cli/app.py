"""The group of all commands, and the one place where errors become messages."""

from copy import copy
from importlib import import_module

import click

from voicecoach import __version__
from voicecoach.app.telling import forget_told
from voicecoach.cli.clock import given_at
from voicecoach.errors import VoicecoachError
from voicecoach.printable import printable_lines
from voicecoach.program import NAME, program, with_program

_COMMANDS = {
    "check": "check.check",
    "completion": "completion.completion",
    "devices": "devices.devices",
    "doctor": "doctor.doctor",
    "export": "export.export",
    "forget": "forget.forget",
    "hear": "hear.hear",
    "history": "history.history",
    "import": "import_.import_",
    "learn": "learn.learn",
    "list": "list.list_workouts",
    "models": "models.models",
    "new": "new.new",
    "plan": "plan.plan",
    "progress": "progress.progress",
    "render": "render.render",
    "schedule": "schedule.schedule",
    "show": "show.show",
    "start": "start.start",
    "teach": "teach.teach",
    "test": "test.test",
    "today": "today.today",
    "voices": "voices.voices",
}
"""Module and name of each command. Only the one that is called is imported, since all of them take
a tenth of the time to the first word."""
INTERRUPTED = 130
"""Exit code after Ctrl-C or SIGTERM: 128 + SIGINT, the convention of shells."""


class Group(click.Group):
    """Shows each of the product's errors as one message; --debug shows the traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, with its help in the form in which the program was called."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(".")
        command = getattr(import_module(f"voicecoach.cli.commands.{module}"), name)
        assert isinstance(command, click.Command)
        return command if program() == NAME else _as_called(command)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; raises ClickException in place of a VoicecoachError."""
        forget_told()
        try:
            return super().invoke(ctx)
        except VoicecoachError as error:
            if ctx.params.get("debug"):
                raise
            raise click.ClickException(printable_lines(str(error))) from error
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None


def _as_called(command: click.Command) -> click.Command:
    """The command, with the commands in its help in the form in which the program was called."""
    told = copy(command)
    told.help = with_program(command.help or "")
    told.params = [copy(parameter) for parameter in command.params]
    for option in told.params:
        if isinstance(option, click.Option):
            option.help = with_program(option.help or "")
    if isinstance(told, click.Group):
        told.commands = {name: _as_called(part) for name, part in told.commands.items()}
    return told


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="voicecoach")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def app(context: click.Context, debug: bool) -> None:
    """An offline workout coach that speaks, counts on the beat, and listens.

    Start with: voicecoach start balance

    Without a command, it shows what there is to do today.
    """
    if context.invoked_subcommand is None:
        from voicecoach.cli.pages.home import home_lines

        for line in home_lines(given_at()):
            click.echo(line)
