"""Sessions without hardware: scripted devices, and a simulated room with sound and a person."""
