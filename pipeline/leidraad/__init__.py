"""The conversation guide as data, and the rules that score it."""
