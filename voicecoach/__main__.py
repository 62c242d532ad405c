"""The entry point: `voicecoach`, or `python -m voicecoach`."""

from voicecoach.cli.app import app
from voicecoach.program import NAME, program


def main() -> None:
    """Run the command line."""
    # The names of the command line's own variables do not depend on how it is called.
    app(prog_name=program(), complete_var=f"_{NAME.upper()}_COMPLETE")


if __name__ == "__main__":
    main()
