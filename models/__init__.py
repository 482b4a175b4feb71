"""One file an outside model; heavy imports inside functions only."""
