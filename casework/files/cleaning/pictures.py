"""Pictures are drawn anew: only the picture comes through, upright, without where and when it was taken."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from casework.files.cleaning.kinds import Kind, Reason, Refused

MOST_PIXELS: Final = 50_000_000
QUALITY: Final = 90
MODES: Final = {Kind.PNG: {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}, Kind.JPEG: {"L", "RGB"}}
ENOUGH: Final = {Kind.PNG: "RGBA", Kind.JPEG: "RGB"}


def clean_picture(content: bytes, kind: Kind) -> bytes:
    """Give the first frame of a picture, drawn anew; refuses what is damaged, and more pixels than 50 million."""
    warnings.simplefilter("ignore")
    try:
        with Image.open(io.BytesIO(content), formats=[kind.value]) as picture:
            if picture.width * picture.height > MOST_PIXELS:  # said in the first bytes, before anything is unpacked
                raise Refused(Reason.TOO_MANY_PIXELS)
            picture.load()
            return _drawn(ImageOps.exif_transpose(picture), kind)
    except Image.DecompressionBombError:
        raise Refused(Reason.TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Refused(Reason.DAMAGED) from None


def _drawn(picture: Image.Image, kind: Kind) -> bytes:
    if picture.mode not in MODES[kind]:
        picture = picture.convert(ENOUGH[kind])
    fresh = Image.new(picture.mode, picture.size)
    if picture.mode == "P" and (palette := picture.getpalette("RGB")) is not None:
        fresh.putpalette(palette, "RGB")
    fresh.paste(picture)
    out = io.BytesIO()
    options = {"quality": QUALITY} if kind is Kind.JPEG else {"optimize": False}
    fresh.save(out, kind.value, **options)
    return out.getvalue()
