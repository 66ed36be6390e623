"""The demo's database: made, filled once, and taken away again when somebody asks for it."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from accounts.agencies.models import Partnership
from accounts.restores.position import forget as forget_position
from config import embedded_postgres
from config.database_login import as_owner
from config.demo.agencies import SLUG
from config.demo.generator import make_world
from config.demo.loading import load, size
from config.demo.second import SLUG as SECOND_SLUG
from config.demo.tour import tour

SLUGS = (SLUG, SECOND_SLUG)
WAIT_FOR_LOCKS = "10s"
FOREIGN = (
    "This database holds a partnership that is not the demo's, so the demo leaves it alone.\n"
    "Next: set ROUNDTABLE_RUN_DIR to a new folder and unset DATABASE_URL and DATABASE_OWNER_URL, for a private one\n"
    "there, or set both to an empty database."
)
DROP_EVERYTHING = """
do $$ declare name text; begin
  for name in select oid::regclass::text from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relowner = current_user::regrole
  loop execute format('drop table if exists %s cascade', name); end loop;
  for name in select oid::regprocedure::text from pg_proc
    where pronamespace = 'public'::regnamespace and proowner = current_user::regrole
  loop execute format('drop routine if exists %s cascade', name); end loop;
  for name in select oid::regtype::text from pg_type where typtype in ('c', 'e') and typelem = 0
    and typnamespace = 'public'::regnamespace and typowner = current_user::regrole
  loop execute format('drop type if exists %s cascade', name); end loop;
end $$
"""


class NotThatWay(Exception):
    """The demo cannot be made or reset as asked; the words say what to do next."""


def prepare(people: int | None, *, reset: bool, console: Console) -> None:
    """Bring the schema up to date and load the demo unless it is there; what was typed into it stays.

    Refuses (NotThatWay) a database in which others work, and another number of people than the demo was made with.
    """
    if reset:
        _reset()
    call_command("migrate", verbosity=0)
    if Partnership.objects.exclude(slug__in=SLUGS).exists():
        raise NotThatWay(FOREIGN)
    call_command("index_names", stdout=io.StringIO())  # a demo made by an older version
    if not Partnership.objects.filter(slug=SLUG).exists():
        _fill(people, console)
    elif people not in {None, _people_made()}:
        raise NotThatWay(
            f"The demo is there already, made with {_people_made() or 'another number of'} people.\n"
            f"Next: python3 manage.py demo --reset --people {people} makes it afresh (what was typed into it is lost), "
            "or leave --people out."
        )


def stories() -> str:
    """The stories of the demo that is there, in words; refuses (NotThatWay) where none is, or one without them."""
    told = str(_noted().get("stories", ""))
    if not told:
        raise NotThatWay("There is no demo with stories yet. Next: python3 manage.py demo --reset")
    return told


def leave() -> None:
    """Stop the private server that the demo ran on, unless others are at work in it; the next command starts it."""
    connections.close_all()
    folder = settings.DATABASES["default"].get("EMBEDDED")
    if isinstance(folder, Path):
        embedded_postgres.stop_unless_used(folder)


def _fill(people: int | None, console: Console) -> None:
    forget_position()  # whatever was seen here before was another demo
    today = timezone.localdate()
    world = make_world(today=today) if people is None else make_world(today=today, people=people)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("Loading the demo partnership", total=size(world))
        references = load(world, lambda more: progress.advance(task, more))
    _note().write_text(json.dumps({"people": len(world.people), "stories": tour(world, references)}))


def _note() -> Path:
    """Where it is written down what the demo was made of."""
    return Path(settings.RUN_DIR) / "demo.json"


def _noted() -> dict[str, Any]:
    note = _note()
    return dict(json.loads(note.read_text())) if note.exists() else {}


def _people_made() -> int | None:
    return _noted().get("people")


def _reset() -> None:
    """Take away everything of the demo's, keys included; refuses where others work or are at work."""
    _note().unlink(missing_ok=True)
    folder = settings.DATABASES["default"].get("EMBEDDED")
    try:
        with as_owner():
            _drop()
    except embedded_postgres.DidNotStart:
        if not isinstance(folder, Path):
            raise
        shutil.rmtree(folder / "data", ignore_errors=True)  # made by another PostgreSQL, or broken


def _drop() -> None:
    made = "accounts_partnership" in connection.introspection.table_names()
    if made and Partnership.objects.exclude(slug__in=SLUGS).exists():
        raise NotThatWay(FOREIGN)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"set lock_timeout = '{WAIT_FOR_LOCKS}'")
            cursor.execute(DROP_EVERYTHING)
    except DatabaseError as error:
        raise NotThatWay(
            "The demo's database is in use, or not this login's to empty.\n"
            "Next: stop the demo that is running (Ctrl-C where it was started), then run this again."
        ) from error
