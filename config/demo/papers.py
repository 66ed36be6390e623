"""Papers of the demo: one page of text as a PDF."""

import io
from collections.abc import Sequence

import pikepdf

A4 = (595, 842)
LEFT, TOP, STEP = 60, 780, 24


def paper(lines: Sequence[str]) -> bytes:
    """A PDF of one page that says these lines."""
    made = pikepdf.new()
    made.add_blank_page(page_size=A4)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page = made.pages[0]
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    said = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    page.obj.Contents = made.make_stream(f"BT /F1 12 Tf {STEP} TL {LEFT} {TOP} Td {said} ET".encode("latin-1"))
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def _escaped(line: str) -> str:
    return "".join(f"\\{letter}" if letter in "()\\" else letter for letter in line)
