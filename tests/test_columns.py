"""Every column is clear, sealed, an index, or about staff; one that nobody has thought about fails the build.

A model of ours says so itself: sealed fields by their class, CLEAR, INDEXES and STAFF by name; keys to other rows and
UUIDs are clear. Tables of other packages are listed here column by column, so that an upgrade which adds one fails.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from casework.merging.catalogue import FATES
from casework.people.models import Person
from vault.fields import SealedField, SealedQuerySet, SealedTextField

OURS = {"vault", "ledger", "accounts", "casework", "multiagency", "office"}
IDS = (models.AutoField, models.UUIDField, models.ForeignKey)
FREE = (
    models.TextField,
    models.JSONField,
    models.FileField,
    models.EmailField,
    models.GenericIPAddressField,
    models.BinaryField,
)
LONGEST_CODE = 40

# Free in form, harmless in content, each for a reason.
EXCUSED = {
    "ledger.Event.facts": "codes, ids, numbers and booleans; the ledger refuses anything else",
    "ledger.EventRow.columns": "names of columns",
    "ledger.EventRow.table": "the name of a table, as long as PostgreSQL allows",
    "accounts.KeptForm.words": "a form as it was sent, sealed under the root key for its user; gone after twelve hours",
    "casework.QuestionSet.definition": "questions that a partnership asks, about nobody",
    "casework.FileChunk.content": "encrypted under its file's own key; the database refuses what is not",
    "multiagency.RoutingRule.conditions": "codes, ages and yes or no; problems_of refuses anything else",
    "multiagency.RoutingRule.words": "why referrals of a kind go somewhere, about nobody",
    "multiagency.RoutingDecision.inputs": "codes, ids and an age without anybody's name; check_facts refuses the rest",
    "multiagency.RoutingDecision.rule_ids": "names of rules",
    "multiagency.DryRun.changes": "ids of decisions, agencies and teams, and names of rules",
    "multiagency.Agreement.title": "what agencies agree, about nobody",
    "multiagency.AgreementVersion.sections": "what agencies agree, about nobody",
    "multiagency.Clause.condition": "what agencies agree, about nobody",
    "multiagency.Reliance.categories": "codes of data categories",
    "multiagency.Reliance.procedures": "how an agency keeps the law, about nobody",
    "multiagency.Reliance.retention": "how an agency keeps the law, about nobody",
    "multiagency.Suspension.words": "why an agency stopped sending, about nobody",
    "multiagency.Withdrawal.words": "why an agency left an agreement, about nobody",
    "accounts.Job.arguments": "ids and numbers; the database refuses anything else",
    "multiagency.DisclosedItem.digest": "a hash of a copy that holds a salt: it tells nothing of it",
    "multiagency.SharingDecision.facts": "ids and flags that a decision was made on; codes alone, and a test says so",
    "multiagency.SharingDecision.rules": "ids of rules",
    "multiagency.SharingDecision.released": "ids of rules",
    "multiagency.Package.code": "a salted, slow hash of a code that opens one package",
    "vault.AgencyKey.wrapped": "a key, wrapped by the root key",
    "vault.KeyGrant.wrapped": "a key, wrapped by an agency's key",
    "vault.IndexKey.wrapped": "a key, wrapped by the root key",
}
# About staff at work and public bodies, never about people on cases; needed to sign in and to say who did what.
ABOUT_STAFF = {
    "accounts.Partnership.name": "a public body",
    "accounts.Agency.name": "a public body",
    "accounts.Agency.liaison": "whom to ask for what is sealed: a desk, shown on pages",
    "accounts.Team.title": "a team at work",
    "accounts.User.email": "the work address with which a user signs in",
    "accounts.User.name": "a name at work, shown beside what its bearer did",
    "accounts.User.password": "a salted, slow hash",
    "multiagency.Signatory.post": "in what post somebody signs for their agency",
    "accounts.SignIn.key": "a keyed hash of what the cookie carries",
    "accounts.SignIn.data": "what a session holds, sealed under the root key for its row",
    "accounts.Counter.key": "a keyed hash: no address can be read from it",
    "accounts.Counter.value": "how often something was tried, a lock, a used code; gone within the hour",
}
OTHERS = {
    "auth.Permission": ("codes of the product", "id name content_type codename"),
    "auth.Group": ("a team's number and title", "id name"),
    "auth.Group_permissions": ("ids", "id group permission"),
    "contenttypes.ContentType": ("names of models", "id app_label model"),
    "account.EmailAddress": ("the work address of accounts.User.email", "id user email verified primary"),
    "account.EmailConfirmation": ("a link sent to that address", "id email_address created sent key"),
    "mfa.Authenticator": (
        "second factors; their secrets, and what decides about a passkey, are sealed by vault.secrets",
        "id user type data created_at last_used_at",
    ),
    "guardian.UserObjectPermission": ("unused: grants have direct keys", "id permission content_type object_pk user"),
    "guardian.GroupObjectPermission": ("unused: grants have direct keys", "id permission content_type object_pk group"),
    "procrastinate.ProcrastinateJob": (
        "the id of an accounts.Job and of its partnership, and when to wake whom",
        """id queue_name task_name priority lock args status scheduled_at attempts queueing_lock abort_requested
        worker""",
    ),
    "procrastinate.ProcrastinateEvent": ("when a job was queued and taken up", "id job type at"),
    "procrastinate.ProcrastinateWorker": ("when a worker was last heard of", "id last_heartbeat"),
    "procrastinate.ProcrastinatePeriodicDefer": (
        "which rounds have begun",
        "id task_name defer_timestamp job queue_name periodic_id",
    ),
    "auditlog.LogEntry": (
        "changes of clear columns, with ids for names; a test of its own watches what reaches it",
        """id content_type object_pk object_id object_repr serialized_data action changes_text changes
        actor cid remote_addr remote_port timestamp additional_data actor_email""",
    ),
}


def names(model: type[models.Model], attribute: str) -> frozenset[str]:
    return frozenset(vars(model).get(attribute, ()))


def problems(all_models: Iterable[type[models.Model]]) -> Iterator[str]:
    labels: set[str] = set()
    for model in all_models:
        columns = model._meta.local_concrete_fields
        if model._meta.app_label in OURS:
            yield from stale_words(model)
            yield from problems_of_ours(model, columns, labels)
        else:
            yield from problems_of_others(model._meta.label, {column.name for column in columns})


def problems_of_others(label: str, columns: set[str]) -> Iterator[str]:
    if label not in OTHERS:
        yield f"{label}: a table that nobody has classified"
    elif unknown := columns - set(OTHERS[label][1].split()):
        yield f"{label}: columns that nobody has classified: {', '.join(sorted(unknown))}"


def stale_words(model: type[models.Model]) -> Iterator[str]:
    columns = {column.name for column in model._meta.local_concrete_fields}
    for attribute in ("CLEAR", "INDEXES", "STAFF"):
        if stale := names(model, attribute) - columns:
            yield f"{model._meta.label}: {attribute} names no column: {', '.join(sorted(stale))}"


def problems_of_ours(model: type[models.Model], columns: Iterable[Any], labels: set[str]) -> Iterator[str]:
    for column in columns:
        name = f"{model._meta.label}.{column.name}"
        if isinstance(column, SealedField):
            yield from problems_of_a_sealed_column(name, model, column, labels)
        elif words := problem_of_a_readable_column(name, model, column):
            yield f"{name}: {words}"


def problem_of_a_readable_column(name: str, model: type[models.Model], column: Any) -> str:
    problem = ""
    if column.name in names(model, "INDEXES"):
        if not isinstance(column, models.BinaryField) or not column.max_length:
            problem = "a blind index is bytes of a known length"
    elif column.name in names(model, "STAFF"):
        if name not in ABOUT_STAFF:
            problem = "about staff for a reason that is not given here"
    elif column.name not in names(model, "CLEAR") and not isinstance(column, IDS):
        problem = "neither clear, sealed, an index, nor about staff"
    elif is_free(column) and name not in EXCUSED:
        problem = "free text is never clear"
    return problem


def is_free(column: Any) -> bool:
    long = isinstance(column, models.CharField) and not column.choices and (column.max_length or 0) > LONGEST_CODE
    return isinstance(column, FREE) or long


def problems_of_a_sealed_column(
    name: str, model: type[models.Model], column: SealedField, labels: set[str]
) -> Iterator[str]:
    if not column.label or column.label in labels or bool(column.category) == bool(column.category_from):
        yield f"{name}: needs a label of its own, and one of category and category_from"
    labels.add(column.label)
    owners = getattr(model, "SEALED_FOR", ())
    clear = {field.attname for field in model._meta.concrete_fields}
    if len(owners) != len(("subject", "owner")) or not set(owners) <= clear or "partnership_id" not in clear:
        yield f"{name}: SEALED_FOR names the columns of subject and owner, beside partnership_id"
    if not isinstance(model._base_manager.all(), SealedQuerySet):
        yield f"{name}: without Meta.base_manager_name Django would load it past its queryset"


def our_columns() -> set[str]:
    ours = (model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS)
    return {f"{model._meta.label}.{column.name}" for model in ours for column in model._meta.local_concrete_fields}


def test_every_column_is_classified() -> None:
    found = list(problems(apps.get_models(include_auto_created=True)))
    assert not found, "\n".join(found)


def test_every_reason_is_about_a_column_that_exists() -> None:
    reasons = {**EXCUSED, **ABOUT_STAFF}
    assert all(reasons.values())
    assert set(reasons) <= our_columns()


def test_columns_that_nobody_thought_about_are_found() -> None:
    class Careless(models.Model):
        CLEAR = frozenset({"gone", "story"})
        INDEXES = frozenset({"token"})
        STAFF = frozenset({"nickname"})

        surname = models.CharField(max_length=80)
        story = models.TextField()
        token = models.CharField(max_length=64)
        nickname = models.CharField(max_length=20)
        note = SealedTextField(label="careless.note")

        class Meta:
            app_label = "casework"
            managed = False

        def __str__(self) -> str:
            return "careless"

    try:
        assert list(problems([Careless])) == [
            "casework.Careless: CLEAR names no column: gone",
            "casework.Careless.surname: neither clear, sealed, an index, nor about staff",
            "casework.Careless.story: free text is never clear",
            "casework.Careless.token: a blind index is bytes of a known length",
            "casework.Careless.nickname: about staff for a reason that is not given here",
            "casework.Careless.note: needs a label of its own, and one of category and category_from",
            "casework.Careless.note: SEALED_FOR names the columns of subject and owner, beside partnership_id",
            "casework.Careless.note: without Meta.base_manager_name Django would load it past its queryset",
        ]
    finally:
        del apps.all_models["casework"]["careless"]
        apps.clear_cache()


def test_a_column_that_an_upgrade_adds_is_found() -> None:
    assert list(problems_of_others("account.EmailConfirmation", {"key", "ip_address"})) == [
        "account.EmailConfirmation: columns that nobody has classified: ip_address"
    ]
    assert list(problems_of_others("newcomer.Table", set())) == ["newcomer.Table: a table that nobody has classified"]


def test_every_key_to_a_person_says_what_a_merge_does_with_it() -> None:
    """A new one is named in casework/merging/catalogue.py, which says what its migration then has to do."""
    keys = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }
    assert keys == set(FATES)
