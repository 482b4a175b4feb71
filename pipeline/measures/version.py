"""The version of the rules of measure."""

MEASURE_VERSION = "9"
"""Raised whenever a measure of the same call would come out differently; trends break their line where it changes."""
