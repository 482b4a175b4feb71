"""The bench of the leidraad: on text with known verdicts, clean and with the errors a recogniser makes."""
