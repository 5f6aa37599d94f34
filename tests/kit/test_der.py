"""What is written is DER as asn1crypto writes it."""

from __future__ import annotations

from asn1crypto import core
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit import der


@given(st.integers(min_value=0, max_value=2**200))
def test_a_number(number: int) -> None:
    assert der.integer(number) == core.Integer(number).dump()


@given(st.binary(max_size=70000))
def test_octets_of_any_length(content: bytes) -> None:
    assert der.der(der.OCTETS, content) == core.OctetString(content).dump()


@given(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 2**40), max_size=8))
def test_an_object_identifier(first: int, second: int, others: list[int]) -> None:
    dotted = ".".join(map(str, (first, second, *others)))
    assert der.oid(dotted) == core.ObjectIdentifier(dotted).dump()


@given(st.lists(st.integers(0, 2**64)))
def test_a_set_is_in_order_and_a_sequence_as_given(numbers: list[int]) -> None:
    class Numbers(core.SequenceOf):  # type: ignore[misc]  # asn1crypto is not typed
        _child_spec = core.Integer

    class Set(core.SetOf):  # type: ignore[misc]  # asn1crypto is not typed
        _child_spec = core.Integer

    written = [der.integer(number) for number in numbers]
    assert der.sequence(*written) == Numbers(numbers).dump()
    assert der.set_of(*written) == Set(numbers).dump(force=True)
