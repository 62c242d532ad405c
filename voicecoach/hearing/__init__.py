"""From a block of microphone sound to a command: echo cancellation, speech detection, decision."""
