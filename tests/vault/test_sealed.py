"""A sealed value shows nothing and can be used for nothing but storing."""

import copy
import json
import logging
import pickle
import traceback
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context, Engine

from vault.sealed import SHOWN, Sealed

HIDDEN = "terces"[::-1]  # so that a traceback, which prints source lines, does not hold the word itself
VALUE = Sealed(HIDDEN.encode())


@pytest.mark.parametrize("shown", [str(VALUE), repr(VALUE), f"{VALUE}", f"{VALUE:>20}", "%s" % VALUE, repr([VALUE])])  # noqa: UP031
def test_every_way_of_writing_it_out_shows_the_mark(shown: str) -> None:
    assert SHOWN in shown
    assert HIDDEN not in shown


def test_a_template_shows_the_mark() -> None:
    page = Engine().from_string("{{ value }} {{ value|upper }} {{ value|truncatechars:40 }} {{ value|escape }}")
    assert HIDDEN not in page.render(Context({"value": VALUE})).lower()


def test_a_log_and_a_traceback_show_the_mark(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("tests").warning("opened %s", VALUE)
    assert caplog.messages == [f"opened {SHOWN}"]
    in_a_frame = VALUE
    with pytest.raises(ValueError, match=SHOWN) as error:
        int(f"{in_a_frame}")
    assert HIDDEN not in "".join(traceback.TracebackException.from_exception(error.value, capture_locals=True).format())


@pytest.mark.parametrize(
    "use",
    [
        pickle.dumps,
        json.dumps,
        lambda value: json.dumps(value, cls=DjangoJSONEncoder),
        len,
        iter,
        bool,
        bytes,
        lambda value: value + "more",
        lambda value: value[0],
        lambda value: value < VALUE,
        lambda value: sorted([value, VALUE]),
        lambda value: Engine().from_string("{% if v %}x{% endif %}").render(Context({"v": value})),
        lambda value: Engine().from_string("{{ v|default:'none' }}").render(Context({"v": value})),
    ],
)
def test_it_has_no_pickle_json_length_truth_order_or_parts(use: Any) -> None:
    with pytest.raises(TypeError):
        use(VALUE)


def test_it_equals_only_the_same_stored_bytes_and_a_copy_is_itself() -> None:
    assert Sealed(b"same") == Sealed(b"same")
    assert Sealed(b"same") != Sealed(b"other")
    assert VALUE != HIDDEN
    assert copy.deepcopy([VALUE])[0] is copy.copy(VALUE) is VALUE
    assert not hasattr(VALUE, "__dict__")
