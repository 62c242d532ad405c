"""Sound as arrays: pure numpy, no device and no thread."""
