"""Every claim and report comes back as it was, whatever it holds."""

import datetime as dt
import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.errors import StoreFault
from watchdesk.records import Event, Figure, Judgement, MissionFact, Report, Statement
from watchdesk.store.codec import decode, encode, kind_of

_ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
st.register_type_strategy(str, _ANY_TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(dt.datetime, st.datetimes(timezones=st.just(dt.UTC)))


@pytest.mark.parametrize("kind", [Event, Figure, Statement, MissionFact, Report, Judgement])
def test_a_record_survives(kind):
    @settings(max_examples=60, deadline=None)
    @given(st.builds(kind, **{name: st.from_type(hint) for name, hint in typing.get_type_hints(kind).items()}))
    def survives(record):
        text = encode(record)
        assert decode(kind, text) == record
        text.encode()  # can be stored
        assert "\0" not in text

    survives()


def test_a_claim_is_kept_under_its_kind():
    assert kind_of(Figure(measure="killed", words=None, count=None)) == "figure"
    with pytest.raises(TypeError, match="none of the kinds"):
        kind_of(Report(id="r", capture_id="c", address="a", text=""))


def test_a_record_of_another_version_is_named():
    with pytest.raises(StoreFault, match="another version of watchdesk"):
        decode(Report, '{"id": "r", "headline": "new field"}')
