"""A room without devices: loudspeaker, air, microphone and a person, faster than real time."""
