"""A QR code as inline SVG (readers R-72): made from text alone, so it can be drawn when a page is rendered."""

from io import BytesIO

from markupsafe import Markup

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""


def qr_svg(text: str, label: str) -> Markup:
    """Return an ``<svg class="qr">`` that scanners read as ``text`` and screen readers as ``label``.

    Error correction is M (15 %), or better where the same size allows it; the style sheet sets the size.
    Raises segno.DataOverflowError, a ValueError, for more than 2,331 bytes.
    """
    # Only sheets have a code, and the import is a tenth of what an edit elsewhere costs.
    import segno

    code = segno.make_qr(text, error="m")
    stream = BytesIO()
    code.save(
        stream, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=False, omitsize=True, nl=False,
        svgclass=None, lineclass=None, dark="#000", light="#fff",
    )  # fmt: skip
    drawing = stream.getvalue().decode("ascii").removeprefix("<svg ")
    return Markup('<svg class="qr" role="img" aria-label="{}" {}').format(label, Markup(drawing))
