"""A sheet as PDF, with a library that needs nothing of the system."""

from fpdf import FPDF

from pipeline.sheets import Sheet

_SIZES = {
    "heading": (14, "B", 6.0),
    "item": (11, "B", 3.0),
    "paragraph": (11, "", 0.5),
    "quote": (11, "I", 1.0),
    "note": (9, "", 6.0),
}
"""Points, style and space before, in mm."""
_NEAREST = str.maketrans({"\u2013": "-", "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."})


def as_pdf(sheet: Sheet) -> bytes:
    """Return a sheet as PDF on A4; text is text, whatever signs it holds."""
    pdf = FPDF(format="A4")
    pdf.set_margin(20)
    pdf.set_title(_plain(sheet.title))
    pdf.set_lang("nl")
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 18)
    pdf.multi_cell(0, 9, _plain(sheet.title), align="L", new_x="LMARGIN", new_y="NEXT")
    for part in sheet.parts:
        points, style, before = _SIZES[part.kind]
        pdf.ln(before)
        pdf.set_font("Helvetica", style, points)
        pdf.set_left_margin(26 if part.kind == "quote" else 20)
        pdf.set_x(pdf.l_margin)
        pdf.multi_cell(0, points * 0.5, _plain(part.text), align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _plain(text: str) -> str:
    """Keep to the letters of the built-in fonts: all of Dutch and Frisian, not every sign."""
    return text.translate(_NEAREST).encode("latin-1", "replace").decode("latin-1")
