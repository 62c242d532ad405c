"""A workout as steps of speech and work."""
