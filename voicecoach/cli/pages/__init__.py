"""What the commands print, as tables, pages and JSON."""
