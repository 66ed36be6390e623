"""Who gets what at every address of the product, as the access table says; an address that is not in it fails.

The fast lane walks every address and method in every relation that is told something, and every role and relation
behind every guard; from whom a record is hidden, T33 compares every address with one of nothing. The slow lane walks
the full product of roles, relations, addresses and methods.
"""

from difflib import unified_diff

import pytest

from accounts.roles import Role
from audit.office.access.table import Answer, Row, WrongTable, access_table, read_table
from tests.access.visits import METHODS, ROUTES, body, expected, got, made_up, objects, takes
from tests.access.world import Standing, World, make_world

TABLE = access_table()
LISTED = {(row.route, row.method) for row in TABLE.rows}
# about work, staff, agreements and rules, never about a case
OF_NO_RECORD = {
    "agreements",
    "background-work",
    "governance",
    "keys",
    "links-from-outside",
    "people-and-teams",
    "routing",
    "signing-in",
}
RECORDS = [row for row in TABLE.rows if row.section not in OF_NO_RECORD]
UNLISTED = [(route, method) for route in ROUTES for method in METHODS if (route, method) not in LISTED]
ONE_OF_EACH_GUARD = list({row.needs: row for row in TABLE.rows}.values())
OPEN = {
    "account_login",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "account_logout",
    "invitation",
    "multiagency:package-open",
}
NOTHING_TO_LOOK_AT = {
    "casework:people-find": "an empty form; the search is what is written down",
    "casework:break-glass": "an empty form; what is opened by it is written down, and what is not",
    "casework:lead": "a reference, which the list before it wrote down, and who could lead",
    "casework:question-sets": "what assessments ask, which is about nobody",
    "casework:link": "that another agency proposes something, which the list before it wrote down",
    "casework:link-end": "which agency a link is with, which the page before it wrote down",
    "casework:handling-add": "a reference; the items to choose from are a look at the case",
    "casework:handling-end": "a reference, and what the page before it wrote down",
    "casework:services": "what jobs may use, which is about nobody",
    "casework:service-make": "the same",
    "casework:service-grant": "the same",
    "office:access": "this table, which is about nobody",
    "office:access-addresses": "this table, which is about nobody",
}
TOLD_NOTHING = ("untold", "elsewhere", "ended")
HIDDEN_FROM = (*TOLD_NOTHING, "colleague", "colleague-restricted", "team-restricted", "in-conflict")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def wrong(world: World, standing: Standing, rows: list[Row]) -> list[str]:
    """Where what somebody got is not what the table says."""
    role, relation = standing
    found = []
    for row in rows:
        says = expected(row, TABLE.answer(row.needs, role, relation))
        gets = got(world, standing, row.route, row.method)
        if gets != says:
            found.append(f"{role} {relation} {row.method} {row.route}: the table says {says}; got {gets}")
    return found


def test_every_route_is_in_the_table_and_nothing_else() -> None:
    assert {row.route for row in TABLE.rows} == set(ROUTES)
    assert len(LISTED) == len(TABLE.rows)
    assert {method for _, method in LISTED} <= set(METHODS)


@pytest.mark.parametrize("relation", TABLE.relations)
def test_t23_every_address_answers_every_relation_as_the_table_says(world: World, relation: str) -> None:
    rows = ONE_OF_EACH_GUARD if relation in HIDDEN_FROM else list(TABLE.rows)
    assert wrong(world, (Role.CASEWORKER, relation), rows) == []


@pytest.mark.parametrize("role", Role)
def test_t23_every_role_meets_every_guard_as_the_table_says(world: World, role: Role) -> None:
    assert wrong(world, (role, "lead"), ONE_OF_EACH_GUARD) == []
    assert wrong(world, (role, "colleague"), ONE_OF_EACH_GUARD) == []


@pytest.mark.parametrize(("relation", "else_got"), [("lead", "405"), ("nobody", "sign-in"), ("half", "set-up")])
def test_t23_a_method_that_is_not_in_the_table_is_denied(world: World, relation: str, else_got: str) -> None:
    answers = {(method, got(world, (Role.CASEWORKER, relation), route, method)) for route, method in UNLISTED}
    of_forms = {answer for method, answer in answers if method in {"GET", "POST"}}
    assert {answer for method, answer in answers if method not in {"GET", "POST"}} == {"405 leaves nothing"}
    assert of_forms <= {"405 leaves nothing", f"{else_got} leaves nothing"}


@pytest.mark.slow
@pytest.mark.parametrize("relation", TABLE.relations)
def test_t23_the_full_product_of_roles_relations_addresses_and_methods(world: World, relation: str) -> None:
    assert [cell for role in Role for cell in wrong(world, (role, relation), list(TABLE.rows))] == []


@pytest.mark.parametrize("relation", HIDDEN_FROM)
def test_t33_what_is_not_theirs_to_know_answers_as_what_does_not_exist(world: World, relation: str) -> None:
    standing = (Role.CASEWORKER, relation)
    read_by_all = set() if relation == "elsewhere" else {"agreements"}
    of_another = {"incoming_id"} if relation == "team-restricted" else set()  # came in from another agency
    of_one_record = [
        row
        for row in TABLE.rows
        if takes(row.route) and row.section not in read_by_all and not of_another & set(takes(row.route))
    ]
    assert of_one_record
    for row in of_one_record:
        there, absent = (
            body(world, standing, row.route, row.method, known) for known in (objects(world, standing), made_up())
        )
        assert list(unified_diff(there, absent, n=0)) == [], f"{row.method} {row.route}"


def test_whoever_is_not_signed_in_is_led_to_sign_in_but_where_signing_in_happens() -> None:
    for relation, answer in (("nobody", Answer.SIGN_IN), ("half", Answer.SET_UP)):
        others = {row.route for row in TABLE.rows if TABLE.answer(row.needs, Role.CASEWORKER, relation) != answer}
        assert others - {"mfa_activate_totp"} == OPEN


def test_no_record_opens_to_whoever_is_told_nothing_of_it_in_any_role_but_oversight_of_the_partnership() -> None:
    for row in RECORDS:
        for role in set(Role) - {Role.PARTNERSHIP_IG_LEAD}:
            answers = {TABLE.answer(row.needs, role, relation) for relation in TOLD_NOTHING if takes(row.route)}
            assert answers <= {Answer.HIDDEN, Answer.REFUSED}, f"{role} {row.method} {row.route}"


def test_a_restricted_record_opens_to_nobody_without_a_name_on_it_but_in_oversight() -> None:
    for row in RECORDS:
        for role in set(Role) - {Role.PARTNERSHIP_IG_LEAD, Role.IG_OFFICER, Role.DPO}:
            for relation in ("team-restricted", "colleague-restricted"):
                # about a colleague, or come in from another agency: they open no record of this case
                of_a_record = set(takes(row.route)) - {"conflict_id", "incoming_id"}
                assert not of_a_record or TABLE.answer(row.needs, role, relation) != Answer.YES


def test_every_page_of_case_data_leaves_a_look_with_whoever_may_see_it() -> None:
    reading = [row for row in TABLE.rows if row.method == "GET" and row.route.startswith(("casework:", "office:"))]
    assert {row.route for row in reading if not row.leaves} == set(NOTHING_TO_LOOK_AT)


def test_a_table_that_names_what_there_is_not_is_refused() -> None:
    guards = '[relations]\nlead = "Leads"\n[groups.relations]\n[groups.roles]\n[guards]\n"every guard" = [{}]\n'
    rule, row = '["any", "any", "yes"]', '[pages]\n"a GET" = ["Read", "every guard", "page", ""]'
    assert read_table(row, guards.format(rule)).rows[0].route == "a"
    for wrong_rule in ('["CLERK", "any", "yes"]', '["any", "cousin", "yes"]', '["any", "any", "perhaps"]'):
        with pytest.raises(ValueError, match=r"There is no|perhaps|CLERK"):
            read_table(row, guards.format(wrong_rule))
    with pytest.raises(WrongTable, match="There is no guard knocks"):
        read_table(row.replace("every guard", "knocks"), guards.format(rule))
