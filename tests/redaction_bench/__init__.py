"""Measures masking on labelled utterances the rules have never seen, beside deduce and Presidio where installed."""
