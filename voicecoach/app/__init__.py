"""What the commands share: preparing, running and keeping sessions. It knows no command line."""
