"""The command line: it parses, builds the parts, and runs them.

Heavy libraries are imported inside the command that needs them, so that the others stay quick.
"""
