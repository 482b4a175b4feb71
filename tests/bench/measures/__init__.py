"""The error of the measures themselves: syllables, tempo, turn-taking and speed, against truth that people made."""
