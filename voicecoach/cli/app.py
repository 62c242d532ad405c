"""The group of all commands, and the one place where errors become messages."""

from copy import copy

import click

from voicecoach import __version__
from voicecoach.app.telling import forget_told
from voicecoach.cli.clock import given_at
from voicecoach.cli.commands.check import check
from voicecoach.cli.commands.completion import completion
from voicecoach.cli.commands.devices import devices
from voicecoach.cli.commands.doctor import doctor
from voicecoach.cli.commands.export import export
from voicecoach.cli.commands.forget import forget
from voicecoach.cli.commands.hear import hear
from voicecoach.cli.commands.history import history
from voicecoach.cli.commands.import_ import import_
from voicecoach.cli.commands.learn import learn
from voicecoach.cli.commands.list import list_workouts
from voicecoach.cli.commands.models import models
from voicecoach.cli.commands.new import new
from voicecoach.cli.commands.plan import plan
from voicecoach.cli.commands.progress import progress
from voicecoach.cli.commands.render import render
from voicecoach.cli.commands.schedule import schedule
from voicecoach.cli.commands.show import show
from voicecoach.cli.commands.start import start
from voicecoach.cli.commands.test import test
from voicecoach.cli.commands.today import today
from voicecoach.cli.commands.voices import voices
from voicecoach.errors import VoicecoachError
from voicecoach.program import NAME, program, with_program

INTERRUPTED = 130
"""Exit code after Ctrl-C or SIGTERM: 128 + SIGINT, the convention of shells."""


class Group(click.Group):
    """Shows each of the product's errors as one message; --debug shows the traceback."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, with its help in the form in which the program was called."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and program() != NAME:
            return _as_called(command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; raises ClickException in place of a VoicecoachError."""
        forget_told()
        try:
            return super().invoke(ctx)
        except VoicecoachError as error:
            if ctx.params.get("debug"):
                raise
            raise click.ClickException(str(error)) from error
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


app.add_command(start)
app.add_command(render)
app.add_command(test)
app.add_command(devices)
app.add_command(doctor)
app.add_command(voices)
app.add_command(models)
app.add_command(hear)
app.add_command(learn)
app.add_command(list_workouts)
app.add_command(show)
app.add_command(history)
app.add_command(progress)
app.add_command(plan)
app.add_command(today)
app.add_command(schedule)
app.add_command(export)
app.add_command(import_)
app.add_command(forget)
app.add_command(check)
app.add_command(new)
app.add_command(completion)
