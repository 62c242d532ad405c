"""From the microphone's signal to commands: echo cancellation, speech detection, decision."""
