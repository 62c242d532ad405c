"""The page: a session on a big screen or a phone, served beside it by a process of its own."""
