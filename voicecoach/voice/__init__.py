"""From a sentence to a clip: synthesizers, finishing, and the clip cache."""
