"""A way in for an agency outside, which somebody tried with a wrong code and then opened."""

from multiagency.packages.opening import Said, open_package
from tests.multiagency.packages.handing_over import handed_over, row_sent
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """To what was sent of the offender's case."""
    made = handed_over(town, row_sent(town.caseworker, told.offender))
    for code in ("WRNG-WRNG-WRNG", made.code):
        open_package(link=made.link, said=Said("Una Outsider", "Duty officer, Easthaven", code))
