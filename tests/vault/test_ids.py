"""Row ids made in Python."""

import pytest

from vault.ids import uuid7


def test_ids_are_version_seven_and_never_meet() -> None:
    ids = [uuid7() for _ in range(10_000)]
    assert {(made.version, made.variant) for made in ids} == {(7, "specified in RFC 4122")}
    assert len(set(ids)) == len(ids)


def test_ids_made_a_microsecond_apart_sort_in_the_order_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    start = 1_800_000_000_000_000_000
    moments = iter(range(start, start + 3_000_000_000, 1_000))
    monkeypatch.setattr("vault.ids.time.time_ns", lambda: next(moments))
    ids = [uuid7() for _ in range(5_000)]
    assert ids == sorted(ids)
