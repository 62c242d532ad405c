"""The command line: parses arguments, calls `app`, and prints pages.

Heavy libraries are imported inside the command that needs them, to keep the others quick.
"""
