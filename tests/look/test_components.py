"""Each component says what it must, escapes what it is given, and keeps quiet about what it is not."""

import datetime as dt

from tests.look.conftest import component

SEAL = {"agency": "Kelm NHS Trust", "liaison": "Dr Ola Finch", "reason": "no_grant"}


def test_a_sealed_value_says_who_holds_it_and_whom_to_ask() -> None:
    assert "<strong>Sealed.</strong> Held by Kelm NHS Trust. Ask Dr Ola Finch." in component("sealed", **SEAL)


def test_a_damaged_seal_is_not_mistaken_for_a_missing_permission() -> None:
    page = component("sealed", agency="Kelm NHS Trust", liaison="Dr Ola Finch", reason="unreadable")
    assert "Cannot be read." in page
    assert "Tell Dr Ola Finch." in page
    assert "Sealed." not in page


def test_a_sealed_value_without_particulars_still_says_whom_to_ask() -> None:
    assert "Held by another agency. Ask your information-governance officer." in component("sealed")


def test_the_identity_bar_shows_name_role_and_overdue_date() -> None:
    page = component(
        "identity_bar",
        bar={
            "reference": "RT-7K2M-Q9WD",
            "name": "<Marlon>",
            "role": "Offender",
            "age": 0,
            "lead": "Priya",
            "next_due": dt.date(2020, 1, 2),
            "restricted": True,
            "warning": "Never phone.",
        },
    )
    assert "RT-7K2M-Q9WD" in page
    assert "&lt;Marlon&gt;" in page
    assert "<dd>0</dd>" in page
    assert "2 January 2020" in page
    assert "Overdue" in page
    assert "Restricted" in page
    assert "Never phone." in page
    assert "OFFICIAL-SENSITIVE" in page


def test_the_identity_bar_of_a_sealed_name_shows_the_seal_and_no_name() -> None:
    page = component("identity_bar", bar={"reference": "RT-1", "sealed": SEAL, "role": "Victim"})
    assert "Held by Kelm NHS Trust." in page
    assert "None" not in page
    assert "Nobody yet" in page
    assert "Not set" in page


def test_a_due_date_is_marked_late_only_when_asked_and_past() -> None:
    assert "Overdue" in component("when", date=dt.date(2020, 1, 2), late=True)
    assert "Overdue" not in component("when", date=dt.date(2020, 1, 2))
    assert "Overdue" not in component("when", date=dt.date(2999, 1, 2), late=True)


def test_pages_of_a_list_are_linked_only_where_there_are_more() -> None:
    page = component("pagination", older="?before=1", what="cases")
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page
    assert component("pagination") == ""


def test_progress_says_its_numbers_in_words_and_may_be_stopped() -> None:
    page = component("progress", words="Reading rows", done=412, total=1000, every=3)
    assert 'value="412" max="1000"' in page
    assert "412 of 1000" in page
    assert 'data-reload="3"' in page
    assert "Stop updating" in page


def test_progress_without_a_total_claims_no_number() -> None:
    page = component("progress", words="Waiting")
    assert "value=" not in page
    assert " of " not in page


def test_two_versions_of_a_field_stand_side_by_side_and_one_is_chosen() -> None:
    page = component(
        "conflict",
        who="Tom",
        rows=[
            {"name": "priority", "label": "Priority", "yours": "High", "theirs": "Low"},
            {"name": "reason", "label": "Reason", "yours": "", "theirs": "Three <reports>", "keep": "theirs"},
        ],
    )
    assert "Tom changed this while you were typing" in page
    assert 'id="keep_priority_yours" value="yours" checked' in page
    assert 'id="keep_reason_theirs" value="theirs" checked' in page
    assert page.count("checked") == 2
    assert "Three &lt;reports&gt;" in page


def test_filters_in_use_can_be_removed_one_by_one() -> None:
    page = component("filter_panel", selected=[("Offender", "?due=week"), ("This week", "?role=o")], clear="?")
    assert 'href="?due=week"' in page
    assert "Remove this filter: </span>Offender" in page
    assert 'href="?"' in page
