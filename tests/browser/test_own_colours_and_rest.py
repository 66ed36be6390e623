"""Somebody with colours of their own, or whom movement troubles: drawings stay readable, and nothing moves."""

import pytest

from tests.browser.desk import Desk
from tests.browser.states import STATES
from tests.town import Town

FADED = """() => {
  const probe = document.body.appendChild(document.createElement('i'))
  const shown = (name) => { probe.style.color = name; return getComputedStyle(probe).color }
  const readable = [shown('CanvasText'), shown('LinkText')]
  const drawn = [...document.querySelectorAll('main svg text')]
  const faded = drawn.filter((e) => !readable.includes(getComputedStyle(e).fill)).map((e) => e.textContent)
  return {drawn: drawn.length, faded}
}"""
MOVE = "() => { document.querySelector('main').style.transition = 'opacity 1s' }"
MOVING = """() => {
  const takes = (style) => parseFloat(style.transitionDuration) || parseFloat(style.animationDuration)
  return [...document.querySelectorAll('*')].filter((e) => takes(getComputedStyle(e))).map((e) => e.className)
}"""


@pytest.mark.parametrize("state", ["relationships_drawn", "chronology_with_news", "plan"])
def test_words_of_a_drawing_are_in_the_readers_own_colours(desk: Desk, town: Town, state: str) -> None:
    desk.page.emulate_media(forced_colors="active", color_scheme="dark")
    STATES[state](desk, town)
    found = desk.page.evaluate(FADED)
    assert found["drawn"] > 0
    assert found["faded"] == []


def test_nothing_moves_for_whoever_asks_for_rest(desk: Desk, town: Town) -> None:
    STATES["log"](desk, town)
    desk.page.evaluate(MOVE)
    assert desk.page.evaluate(MOVING)
    desk.page.emulate_media(reduced_motion="reduce")
    assert desk.page.evaluate(MOVING) == []
