"""Points of curves, held against the cryptography library where it knows the curve."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from station.chip.curves import CURVES

KNOWN = {
    10: ec.SECP224R1(),
    12: ec.SECP256R1(),
    13: ec.BrainpoolP256R1(),
    15: ec.SECP384R1(),
    16: ec.BrainpoolP384R1(),
    17: ec.BrainpoolP512R1(),
    18: ec.SECP521R1(),
}


@pytest.mark.parametrize("number", KNOWN)
def test_public_keys_and_shared_secrets_are_the_librarys(number: int) -> None:
    """The generator's multiple, and a shared point's first coordinate."""
    curve, library = CURVES[number], KNOWN[number]
    mine, theirs = ec.generate_private_key(library), ec.generate_private_key(library)
    secret = mine.private_numbers().private_value
    said = theirs.public_key().public_numbers()

    point = curve.times(secret, curve.generator)
    shared = curve.times(secret, (said.x, said.y))

    numbers = mine.public_key().public_numbers()
    assert point == (numbers.x, numbers.y)
    assert shared is not None
    assert shared[0].to_bytes(curve.size, "big") == mine.exchange(ec.ECDH(), theirs.public_key())


@pytest.mark.parametrize("number", CURVES)
def test_a_curve_is_what_it_says(number: int) -> None:
    """Its generator lies on it and has its order; points add up as their multiples do."""
    curve = CURVES[number]
    point = curve.generator
    three = curve.times(3, point)
    two = curve.plus(point, point)

    assert curve.has(point)
    assert curve.times(curve.n, point) is None
    assert two is not None
    assert curve.plus(two, point) == three
    assert curve.plus(point, (point[0], curve.p - point[1])) is None
    assert curve.times(curve.n - 1, point) == (point[0], curve.p - point[1])


def test_what_is_no_point_is_refused() -> None:
    """Of another length, compressed, beyond the field, or beside the curve."""
    curve = CURVES[13]
    right = curve.encoded(curve.generator)
    beside = curve.encoded((curve.generator[0], curve.generator[1] ^ 1))
    beyond = b"\x04" + (curve.generator[0] + curve.p).to_bytes(33, "big")[-32:] + right[33:]
    for wrong in (b"", right[:-1], b"\x03" + right[1:], beside, beyond, b"\x04" + b"\xff" * 64):
        with pytest.raises(ValueError, match=r"point|curve"):
            curve.decoded(wrong)
    assert curve.decoded(right) == curve.generator
