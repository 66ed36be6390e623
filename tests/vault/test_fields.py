"""Every road to a sealed column, on a real table: what works gives a Sealed, everything else refuses."""

import datetime as dt
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, Length, Lower

from tests.vault.world import POLICE, TABLE, Note, acting, written
from vault.fields import PlaintextRefused, Sealed, SealedTextField
from vault.ids import uuid7
from vault.opening import Ticket, open_sealed, seal
from vault.sealed import SHOWN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_table", "agencies")]

WORDS = "Seen at home, calm."


@pytest.fixture
def note() -> Note:
    return written({"words": WORDS, "born": dt.date(1990, 2, 3), "facts": {"given": "Zoë"}})


@pytest.fixture(autouse=True)
def ticket(agencies: None) -> Iterator[Ticket]:
    with acting(POLICE) as made:
        yield made


def words_of(ticket: Ticket, note: Note) -> Any:
    return open_sealed(ticket, [note], "words")[note.pk]["words"]


def test_text_date_and_json_come_back_as_they_were(ticket: Ticket, note: Note) -> None:
    stored = Note.objects.get(pk=note.pk)
    opened = open_sealed(ticket, [stored], "words born facts")
    assert opened == {note.pk: {"words": WORDS, "born": dt.date(1990, 2, 3), "facts": {"given": "Zoë"}}}
    assert isinstance(stored.words, Sealed)


@pytest.mark.parametrize("text", ["", " ", "🕯️", "Zoe\u0308 and Zoë", "\0", "x" * 1_000_000])
def test_t10_empty_emoji_and_a_megabyte_of_text_come_back(ticket: Ticket, text: str) -> None:
    assert words_of(ticket, written({"words": text})) == text


def test_t10_null_stays_null_and_is_not_empty_text(ticket: Ticket) -> None:
    empty, absent = written({"words": ""}), written({"words": None})
    assert Note.objects.get(words__isnull=True) == absent
    assert Note.objects.get(words__isnull=False) == empty
    assert words_of(ticket, Note.objects.get(pk=absent.pk)) is None


# ---- plain text is refused wherever it comes from
PLAIN: list[Any] = [
    lambda _: Note(subject_id=uuid7(), words="plain").save(),
    lambda _: Note.objects.create(subject_id=uuid7(), words="plain"),
    lambda _: Note.objects.create(subject_id=uuid7(), words=b"\1\1" + b"plain" * 20),
    lambda _: Note.objects.get_or_create(subject_id=uuid7(), defaults={"words": "plain"}),
    lambda note: Note.objects.update_or_create(pk=note.pk, defaults={"words": "plain"}),
    lambda _: Note.objects.bulk_create([Note(subject_id=uuid7(), words="plain")]),
    lambda note: Note.objects.bulk_update([_with(note, "plain")], ["words"]),
    lambda note: _with(note, "plain").save(update_fields=["words"]),
    lambda note: _with(note, SHOWN).save(),
    lambda note: Note.objects.filter(pk=note.pk).update(words="plain"),
    lambda _: Note.objects.update(words=F("born")),
    lambda note: Note.objects.filter(pk=note.pk).update(words=Value("plain")),
    lambda note: Note.objects.filter(pk=note.pk).update(words=Concat(Value("a"), Value("b"))),
    lambda note: Note.objects.filter(pk=note.pk).update(words=Case(When(pk=note.pk, then=Value("plain")))),
    lambda note: Note.objects.filter(pk=note.pk).update(words=Case(default=Value(note.words))),
]


def _with(note: Note, words: Any) -> Note:
    note.words = words
    return note


@pytest.mark.parametrize("write", PLAIN)
def test_t11_plain_text_is_refused(write: Any, note: Note) -> None:
    with pytest.raises(PlaintextRefused), transaction.atomic():
        write(note)


def test_t8_the_database_refuses_plain_text_and_its_error_does_not_print_it(note: Note) -> None:
    content = b"plain text, long enough to be taken for an envelope, or so it seems to be to whoever sent it here"
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET words = %s WHERE id = %s", [content, note.pk])
    assert "plain" not in str(refusal.value)


def test_a_plain_queryset_meets_the_database_check_too(note: Note) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        models.QuerySet(Note).filter(pk=note.pk).update(words=Value(b"plain", models.BinaryField()))


# ---- a value sealed for one row and column stays there
def test_a_value_sealed_for_another_row_or_column_is_refused(note: Note) -> None:
    other = written({"words": "other"})
    wrong: list[Any] = [
        lambda: _with(other, note.words).save(),
        lambda: Note.objects.bulk_create([Note(subject_id=uuid7(), words=note.words)]),
        lambda: Note.objects.bulk_update([_with(other, note.words)], ["words"]),
        lambda: Note.objects.filter(pk=other.pk).update(words=note.words),
        lambda: Note.objects.filter(pk=note.pk).update(words=note.facts),
        lambda: Note.objects.create(pk=uuid7(), subject_id=note.subject_id, words=note.words),
    ]
    for write in wrong:
        with pytest.raises(PlaintextRefused), transaction.atomic():
            write()


@pytest.mark.parametrize(
    "narrowed",
    [
        lambda _: Note.objects.all(),
        lambda _: Note.objects.filter(version=1),
        lambda note: Note.objects.exclude(pk=note.pk),
        lambda note: Note.objects.filter(Q(pk=note.pk) | Q(version=1)),
        lambda note: Note.objects.filter(pk=note.pk) | Note.objects.filter(version=1),
        lambda note: Note.objects.filter(version=1) | Note.objects.filter(version=2) | Note.objects.filter(pk=note.pk),
        lambda note: Note.objects.filter(pk__in=[note.pk]),
        lambda note: Note.objects.filter(subject_id=note.pk),
    ],
)
def test_update_needs_a_filter_that_lets_through_only_the_row(narrowed: Any, note: Note) -> None:
    with pytest.raises(PlaintextRefused):
        narrowed(note).update(words=note.words)


def test_t11_a_sealed_value_is_stored_by_every_ordinary_road(ticket: Ticket, note: Note) -> None:
    seal(POLICE, [(note, {"words": "second"})])
    assert Note.objects.filter(pk=note.pk, version=1).update(words=note.words, version=2) == 1
    assert words_of(ticket, Note.objects.get(pk=note.pk)) == "second"

    more = [Note(subject_id=note.subject_id), Note(subject_id=uuid7())]
    seal(POLICE, [(one, {"words": f"note {one.pk}"}) for one in more])
    Note.objects.bulk_create(more)
    seal(POLICE, [(one, {"words": f"again {one.pk}"}) for one in more])
    Note.objects.bulk_update(more, ["words"])
    again = open_sealed(ticket, Note.objects.filter(pk__in=[one.pk for one in more]), "words")
    assert again == {one.pk: {"words": f"again {one.pk}"} for one in more}

    seal(POLICE, [(note, {"words": "third"})])
    note.save(update_fields=["words"])
    Note.objects.bulk_create([note], update_conflicts=True, unique_fields=["id"], update_fields=["words"])
    note.refresh_from_db()
    assert words_of(ticket, note) == "third"
    assert Note.objects.filter(pk=note.pk).update(words=None) == 1


def test_bulk_create_stays_one_statement(django_assert_num_queries: Any) -> None:
    notes = [Note(subject_id=note_id) for note_id in (uuid7(), uuid7(), uuid7())]
    seal(POLICE, [(note, {"words": "x"}) for note in notes])
    with django_assert_num_queries(1) as queries:
        Note.objects.bulk_create(notes)
    assert "UNNEST" in queries.captured_queries[0]["sql"]


# ---- no comparing, ordering or computing
@pytest.mark.parametrize(
    "query",
    [
        lambda: Note.objects.filter(words="x"),
        lambda: Note.objects.filter(words=None),
        lambda: Note.objects.exclude(words=Sealed(b"x")),
        lambda: Note.objects.filter(words__in=["x"]),
        lambda: Note.objects.filter(words__contains="x"),
        lambda: Note.objects.filter(facts__given="Zoë"),
        lambda: Note.objects.filter(words=F("born")),
        lambda: Note.objects.filter(words__is_envelope="x"),
        lambda: Note.objects.order_by("words"),
        lambda: Note.objects.order_by(F("words").desc()),
        lambda: Note.objects.values("words").annotate(n=Count("pk")),
        lambda: Note.objects.distinct("words"),
    ],
)
def test_t11_comparing_ordering_and_grouping_are_refused(query: Any) -> None:
    with pytest.raises(FieldError):
        list(query())


@pytest.mark.parametrize("function", [Lower, Length, Max, Count, lambda column: Concat(column, Value("x"))])
def test_functions_and_aggregates_of_the_column_are_refused_here_or_by_the_database(function: Any) -> None:
    with pytest.raises((FieldError, DatabaseError)), transaction.atomic():
        list(Note.objects.annotate(x=function("words")).values_list("x"))


def test_a_filter_compares_no_other_column_with_a_sealed_one() -> None:
    with pytest.raises((FieldError, DatabaseError)), transaction.atomic():
        list(Note.objects.filter(category=F("words")))


# ---- reading gives a Sealed, by every road
@pytest.mark.parametrize(
    "read",
    [
        lambda note: Note.objects.get(pk=note.pk).words,
        lambda note: Note.objects.values("words").get(pk=note.pk)["words"],
        lambda note: Note.objects.values_list("words", flat=True).get(pk=note.pk),
        lambda note: Note.objects.annotate(x=F("words")).values_list("x", flat=True).get(pk=note.pk),
        lambda _: Note.objects.raw("SELECT * FROM vault_world_note")[0].words,
        lambda _: next(Note.objects.iterator()).words,
        lambda note: Note.objects.in_bulk([note.pk])[note.pk].words,
        lambda note: Note.objects.only("words").get(pk=note.pk).words,
        lambda note: Note.objects.defer("words").get(pk=note.pk).words,
        lambda note: Note.objects.select_for_update().get(pk=note.pk).words,
        lambda note: Note.objects.filter(pk=note.pk).union(Note.objects.filter(version=9)).get().words,
        lambda note: Note.objects.annotate(x=_same_words()).values_list("x", flat=True).get(pk=note.pk),
        lambda note: Note.objects.get(pk=note.pk, words__is_envelope=note.words).words,
    ],
)
def test_t11_reading_gives_the_sealed_value(read: Any, note: Note) -> None:
    assert read(note) == note.words
    assert isinstance(read(note), Sealed)


def _same_words() -> Subquery:
    return Subquery(Note.objects.filter(pk=OuterRef("pk")).values("words")[:1])


def test_instances_and_querysets_that_hold_it_are_not_pickled(note: Note) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(note)
    queryset = Note.objects.all()
    assert len(queryset) == 1
    with pytest.raises(TypeError):
        pickle.dumps(queryset)


def test_a_form_cannot_name_the_field_and_leaves_it_out_otherwise(note: Note) -> None:
    with pytest.raises(FieldError):
        forms.modelform_factory(Note, fields=["words"])
    assert "words" not in forms.modelform_factory(Note, fields="__all__").base_fields
    note.full_clean(validate_unique=False)


def test_t11_a_fixture_carries_the_envelope_and_never_text(note: Note) -> None:
    carried = serializers.serialize("json", [note])
    assert WORDS not in carried
    assert note.words is not None
    assert note.words.envelope.hex() in carried
    field = Note._meta.get_field("words")
    assert field.to_python("sealed:" + note.words.envelope.hex()) == note.words
    for text in ("plain", "sealed:plain", "sealed:" + b"plain".hex()):
        with pytest.raises(PlaintextRefused):
            field.to_python(text)


# ---- what cannot be sealed
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", 5),
        ("words", f"{Sealed(b'x')} and more"),
        ("words", "half a pair \ud800"),
        ("born", "1990-02-03"),
        ("born", dt.datetime(1990, 2, 3, tzinfo=dt.UTC)),
        ("facts", "text"),
        ("facts", {"when": dt.date(1990, 2, 3)}),
        ("facts", {1: "number as a key"}),
        ("facts", {"pair": (1, 2)}),
        ("facts", {"number": float("nan")}),
        ("facts", {"deep": [{"mark": SHOWN}]}),
        ("facts", {"deep": ["half a pair \ud800"]}),
    ],
)
def test_a_value_that_would_not_come_back_is_refused_without_being_printed(field: str, value: Any, note: Note) -> None:
    with pytest.raises(PlaintextRefused) as refusal:
        seal(POLICE, [(note, {field: value})])
    assert str(refusal.value) == f"tests.note.{field}: this is not a value that the field can seal."
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


# ---- the declaration itself
def test_label_and_category_are_no_part_of_the_schema() -> None:
    name, path, _, options = Note._meta.get_field("words").deconstruct()
    assert (name, path, options) == ("words", "vault.fields.SealedTextField", {"null": True})


def test_a_field_without_label_or_with_two_categories_fails_the_checks() -> None:
    assert Note.check() == []
    unlabelled = SealedTextField(category="IDENTITY")
    twofold = SealedTextField(label="x", category="IDENTITY", category_from="category")
    for field in (unlabelled, twofold):
        field.set_attributes_from_name("words")
        field.model = Note
        assert [found.id for found in field.check()] == ["vault.E001"]


def test_related_and_base_managers_guard_sealed_columns_too() -> None:
    assert type(Note._base_manager.all()) is type(Note.objects.all())
