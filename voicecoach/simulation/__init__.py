"""Devices without hardware: scripted ones, and a room with loudspeaker, microphone and person."""
