"""The front ends come without the branding that only services on GOV.UK may use."""

import re

import pytest

from config import frontend

CSS = (
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/bold-v2.woff2) format("woff2")}'
    ".govuk-body{font-family:GDS Transport,arial,sans-serif}"
    ".govuk-footer__copyright-logo{background-image:url(/assets/images/govuk-crest.svg)}"
    ".moj-search{background-image:url(/assets/images/icon-search.svg)}"
    "\n/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
)


def test_the_stylesheet_loses_font_crest_and_map_and_keeps_its_images() -> None:
    assert frontend.without_branding(CSS) == (
        ".govuk-body{font-family:system-ui,arial,sans-serif}"
        ".govuk-footer__copyright-logo{background-image:none}"
        ".moj-search{background-image:url(assets/images/icon-search.svg)}\n"
    )


@pytest.fixture
def built() -> dict[str, str]:
    if not frontend.built():
        pytest.fail("static/built/ is missing or old. Next: python3 manage.py test builds it.")
    return {path.name: path.read_text() for path in frontend.BUILT.glob("*.min.*")}


def test_what_is_built_holds_no_branding(built: dict[str, str]) -> None:
    assert set(built) == {f"{name}.{kind}" for _, name in frontend.FRONT_ENDS for kind in ("css", "js")}
    for text in built.values():
        assert not re.search(r"GDS Transport|govuk-crest|sourceMappingURL|@font-face|url\(/", text)


def test_every_image_that_is_used_is_there_and_no_other(built: dict[str, str]) -> None:
    used = {name for text in built.values() for name in re.findall(r"url\((assets/[^)]+)\)", text)}
    there = {str(path.relative_to(frontend.BUILT)) for path in (frontend.BUILT / "assets").rglob("*") if path.is_file()}
    assert used == there
    assert not [name for name in there if re.search("crown|crest|logotype|favicon|fonts", name)]
