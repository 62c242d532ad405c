"""Services shared by the commands: preparing, running and recording sessions; no command line."""
