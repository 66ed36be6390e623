"""The access table as an officer reads it says what the table says."""

from accounts.roles import Role
from audit.office.access.reading import addresses, lines_of, reach_of
from audit.office.access.table import Answer, access_table
from tests.cast import signed_in
from tests.town import Town

TABLE = access_table()


def test_what_a_role_may_do_is_what_the_guards_answer() -> None:
    for role in Role:
        for reach in reach_of(TABLE, role):
            got = {name: TABLE.answer(reach.needs, role, name) for name in TABLE.relations}
            may = [TABLE.relations[name] for name in list(got)[2:] if got[name] == Answer.YES]  # after nobody and half
            assert list(reach.may) == may
    works = {reach.needs: reach for reach in reach_of(TABLE, Role.CASEWORKER)}["works the case"]
    assert "Change a case" in works.does
    assert "In a team that has the case" in works.may
    assert "In a team that has the case, which is restricted" in works.hidden


def test_every_guard_but_those_of_signing_in_is_on_the_page_of_every_role() -> None:
    shown = {reach.needs for reach in reach_of(TABLE, Role.ANALYST)}
    about_signing_in = {
        row.needs for row in TABLE.rows if TABLE.answer(row.needs, Role.ANALYST, "lead") == Answer.ELSEWHERE
    }
    assert shown == {row.needs for row in TABLE.rows} - about_signing_in


def test_every_row_is_a_line_with_its_address() -> None:
    lines = [line for lines in lines_of(TABLE).values() for line in lines]
    assert len(lines) == len(TABLE.rows)
    assert {row.route for row in TABLE.rows} == set(addresses())
    change = next(line for line in lines if line.does == "Change a case")
    assert (change.address, change.method) == ("/cases/<reference>/change/", "POST")
    assert change.leaves == ("Looked at the case", "Changed the case")


def test_the_officer_reads_it_by_role_and_nonsense_shows_the_first(town: Town) -> None:
    browser = signed_in(town.auditor)
    page = browser.get("/audit/access/", {"role": "DPO"}).content.decode()
    assert '<h2 class="govuk-heading-m">Data protection officer</h2>' in page
    assert "Caseworker</h2>" in browser.get("/audit/access/", {"role": "x"}).content.decode()
    assert "/audit/access/" in browser.get("/audit/").content.decode()
