"""Pages for coaches and analysts: marimo apps, and what they show as HTML."""
