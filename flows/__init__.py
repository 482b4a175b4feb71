"""Schedule, retry, fan out and show. No sums."""
