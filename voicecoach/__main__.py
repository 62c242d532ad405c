"""The entry point: `voicecoach`, or `python -m voicecoach`."""

from voicecoach.cli.app import app


def main() -> None:
    """Run the command line."""
    app(prog_name="voicecoach")


if __name__ == "__main__":
    main()
