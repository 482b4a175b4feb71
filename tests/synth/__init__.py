"""Makes the sample calls in `tests/calls/` from the scripts beside this file: sound, exact truth and `calls.csv`."""
