"""The entry point: `voicecoach`, or `python -m voicecoach`."""

import os
import sys
from io import TextIOWrapper

from voicecoach.app.session.ending import end_on_signals
from voicecoach.cli.app import app
from voicecoach.program import NAME, program


def main() -> None:
    """Run the command line."""
    _replace_closed_streams()
    end_on_signals()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A code page of Windows lacks characters, and a file name need not be valid text.
            stream.reconfigure(errors="replace")
    try:
        try:
            # The names of the command line's own variables do not depend on how it is called.
            app(prog_name=program(), complete_var=f"_{NAME.upper()}_COMPLETE")
        finally:
            sys.stdout.flush()
    except OSError as error:
        # An error of a file has its name, or was told by the command; this one is of the output.
        if error.filename is not None:
            raise
        _discard_output()
        sys.stderr.write(f"Error: Can't write the output: {error.strerror or error}.\n")
        sys.exit(1)


def _replace_closed_streams() -> None:
    """Open what the shell has closed: else the next file would get the number of the output."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115


def _discard_output() -> None:
    """Discard what is still in the output's buffer, so that it is not written at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


if __name__ == "__main__":
    main()
