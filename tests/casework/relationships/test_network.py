"""The network is drawn the same every time, says what the list says, and keeps names apart and on the page."""

from itertools import pairwise

from casework.cases.models import Case
from casework.relationships.kinds import Kind, Risk
from casework.relationships.network import LINE, WIDTH, drawn
from tests.casework.relationships.ties import related, seen_by
from tests.cast import signed_in
from tests.town import Town, known_person, opened_case

LETTER = 8.2  # as wide as a letter of a name is on average


def offender(town: Town, given: str) -> Case:
    return opened_case(town.caseworker, known_person(town.caseworker, given, "Thorncastle"))


def test_everybody_stands_once_below_whom_they_know_and_no_name_runs_into_another(town: Town) -> None:
    case, other = offender(town, "Jasper"), offender(town, "Ambrose")
    related(town.caseworker, case, "Ambrose Thorncastle", Kind.CO_OFFENDER, other=other)
    related(town.caseworker, case, "Ambrose Thorncastle", Kind.SIBLING, other=other)
    related(town.caseworker, case, "A name that is far longer than any line of a telephone is wide", Kind.NEIGHBOUR)
    related(town.caseworker, other, "Ottoline Vane", Kind.EMPLOYER)
    picture = drawn("Jasper Thorncastle", seen_by(town.caseworker, case))
    assert [node.whole_name.split()[0] for node in picture.nodes] == ["Jasper", "Ambrose", "Ottoline", "A"]
    assert picture.nodes[1].what == "Offends with them, Brother or sister"
    assert all(below.y - above.y == LINE for above, below in pairwise(picture.nodes))
    assert all(node.text_x + len(node.name) * LETTER < WIDTH for node in picture.nodes)
    assert picture == drawn("Jasper Thorncastle", seen_by(town.caseworker, case))


def test_two_who_know_each_other_are_joined(town: Town) -> None:
    case, ambrose, edmund = (offender(town, given) for given in ("Jasper", "Ambrose", "Edmund"))
    for one in (ambrose, edmund):
        related(town.caseworker, case, "Accomplice", Kind.CO_OFFENDER, other=one)
    related(town.caseworker, ambrose, "Edmund", Kind.SIBLING, other=edmund, risk=Risk.TO_OTHER)
    picture = drawn("Jasper", seen_by(town.caseworker, case))
    assert len(picture.nodes) == 3
    assert [line.risk for line in picture.lines] == ["", "", "end"]


def test_the_drawing_has_no_style_of_its_own_and_its_people_are_reached_by_keyboard(town: Town) -> None:
    case, other = offender(town, "Jasper"), offender(town, "Ambrose")
    related(town.caseworker, case, "<b>Ambrose</b>", Kind.CO_OFFENDER, other=other, risk=Risk.BOTH)
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/relationships/").content.decode()
    drawing = page[page.index("<svg class") : page.index("</figure>")]
    assert "style=" not in drawing
    assert "<b>" not in drawing
    assert f'href="/cases/{other.reference}/relationships/"' in drawing
    assert page.count("&lt;b&gt;Ambrose") >= 3  # drawn, named for those who hear it, and in the list
