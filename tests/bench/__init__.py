"""Measures the program against calls of which the truth is known, and beside it plain faster-whisper."""
