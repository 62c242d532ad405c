"""What the commands share: preparing, running and keeping sessions."""
