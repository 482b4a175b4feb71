"""Measures of a conversation: pure functions, one family a file."""
