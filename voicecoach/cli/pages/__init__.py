"""The output of the commands: pages, tables and JSON."""
