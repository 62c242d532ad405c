"""The group of all commands, and the one place where errors become messages."""

import click

from voicecoach import __version__
from voicecoach.cli.check import check
from voicecoach.cli.completion import completion
from voicecoach.cli.devices import devices
from voicecoach.cli.doctor import doctor
from voicecoach.cli.hear import hear
from voicecoach.cli.learn import learn
from voicecoach.cli.list import list_workouts
from voicecoach.cli.models import models
from voicecoach.cli.new import new
from voicecoach.cli.render import render
from voicecoach.cli.show import show
from voicecoach.cli.start import start
from voicecoach.cli.voices import voices
from voicecoach.errors import VoicecoachError

INTERRUPTED = 130
"""The exit code after Ctrl-C or SIGTERM: 128 and the number of SIGINT, as shells have it."""


class Group(click.Group):
    """Shows the product's errors as one message, and a traceback only with --debug."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; raises ClickException in place of a VoicecoachError."""
        try:
            return super().invoke(ctx)
        except VoicecoachError as error:
            if ctx.params.get("debug"):
                raise
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voicecoach")
@click.option("--debug", is_flag=True, help="Show where an error comes from.")
def app(debug: bool) -> None:
    """An offline workout coach that speaks, counts on the beat, and listens.

    Begin with: voicecoach start balance
    """


app.add_command(start)
app.add_command(render)
app.add_command(devices)
app.add_command(doctor)
app.add_command(voices)
app.add_command(models)
app.add_command(hear)
app.add_command(learn)
app.add_command(list_workouts)
app.add_command(show)
app.add_command(check)
app.add_command(new)
app.add_command(completion)
