"""The page that asks who somebody is; it holds nothing of a call."""

from html import escape

_PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Aanmelden - meeluister</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root { color-scheme: light dark; --line: #8a94a2; --accent: #1f6f78; }
body { font: 17px/1.5 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; }
form { width: min(360px, 90vw); display: grid; gap: 10px; }
input, button { font: inherit; padding: 9px 12px; border: 1px solid var(--line); border-radius: 8px; }
button { background: var(--accent); color: #fff; border: 0; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
</style></head><body><form method="post" action="/aanmelden"><h1>Meeluisteren</h1>{sentence}
<label for="account">Naam</label><input id="account" name="account" autocomplete="username" required autofocus>
<label for="password">Wachtwoord</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Aanmelden</button></form></body></html>
"""


def sign_in_page(sentence: str = "") -> str:
    """Return the page, with a sentence on what went wrong."""
    told = f'<p role="alert">{escape(sentence)} <a href="/afmelden">Opnieuw aanmelden</a></p>' if sentence else ""
    return _PAGE.replace("{sentence}", told)
