"""The workout as pure logic: no clock, thread, file or device; the standard library alone."""
