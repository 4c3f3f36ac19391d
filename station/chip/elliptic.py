"""Points of an elliptic curve over a prime field, with any generator.

PACE's generic mapping needs both coordinates of a shared point and a generator of its own, which
the cryptography library does not offer. Scalars here are made for one session and thrown away, and
nobody but the card in hand can time them; long-lived keys are never used with this.
"""

import secrets
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[int, int]
_Jacobian: TypeAlias = tuple[int, int, int]  # x / z², y / z³; z is 0 at infinity

_INFINITY: _Jacobian = (1, 1, 0)
_UNCOMPRESSED = b"\x04"


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ + ax + b modulo p, with a generator of prime order n; the cofactor is 1."""

    name: str
    p: int
    a: int
    b: int
    generator: Point
    n: int

    @property
    def size(self) -> int:
        """Bytes of a coordinate."""
        return (self.p.bit_length() + 7) // 8

    def scalar(self) -> int:
        """A private key: at random, 1 to n - 1."""
        return secrets.randbelow(self.n - 1) + 1

    def has(self, point: Point) -> bool:
        """Whether it lies on the curve."""
        x, y = point
        inside = 0 <= x < self.p and 0 <= y < self.p
        return inside and (y * y - (x * x + self.a) * x - self.b) % self.p == 0

    def times(self, scalar: int, point: Point) -> Point | None:
        """The point so many times; None at infinity."""
        total: _Jacobian = _INFINITY
        for bit in f"{scalar % self.n:b}":
            total = self._double(total)
            if bit == "1":
                total = self._sum(total, (*point, 1))
        return self._affine(total)

    def plus(self, one: Point, other: Point) -> Point | None:
        """The sum of two points; None at infinity."""
        return self._affine(self._sum((*one, 1), (*other, 1)))

    def encoded(self, point: Point) -> bytes:
        """Uncompressed (SEC 1, 2.3.3)."""
        return _UNCOMPRESSED + b"".join(each.to_bytes(self.size, "big") for each in point)

    def decoded(self, data: bytes) -> Point:
        """A point that another sent.

        Raises:
            ValueError: it is none of this curve's, or not written uncompressed.
        """
        if len(data) != 1 + 2 * self.size or data[:1] != _UNCOMPRESSED:
            raise ValueError("no uncompressed point")
        middle = 1 + self.size
        point = int.from_bytes(data[1:middle], "big"), int.from_bytes(data[middle:], "big")
        if not self.has(point):
            raise ValueError("not on the curve")
        return point

    def _affine(self, point: _Jacobian) -> Point | None:
        x, y, z = point
        if z == 0:
            return None
        inverse = pow(z, -1, self.p)
        square = inverse * inverse % self.p
        return x * square % self.p, y * square * inverse % self.p

    def _double(self, point: _Jacobian) -> _Jacobian:
        x, y, z = point
        if z == 0 or y == 0:
            return _INFINITY
        p = self.p
        square = y * y % p
        s = 4 * x * square % p
        m = (3 * x * x + self.a * pow(z, 4, p)) % p
        new_x = (m * m - 2 * s) % p
        return new_x, (m * (s - new_x) - 8 * square * square) % p, 2 * y * z % p

    def _sum(self, one: _Jacobian, other: _Jacobian) -> _Jacobian:
        if one[2] == 0:
            return other
        if other[2] == 0:
            return one
        p = self.p
        (x1, y1, z1), (x2, y2, z2) = one, other
        z1_square, z2_square = z1 * z1 % p, z2 * z2 % p
        u1, u2 = x1 * z2_square % p, x2 * z1_square % p
        s1, s2 = y1 * z2_square * z2 % p, y2 * z1_square * z1 % p
        if u1 == u2:
            return self._double(one) if s1 == s2 else _INFINITY
        h, r = u2 - u1, s2 - s1
        h_square = h * h % p
        h_cube, v = h_square * h % p, u1 * h_square % p
        x = (r * r - h_cube - 2 * v) % p
        return x, (r * (v - x) - s1 * h_cube) % p, h * z1 * z2 % p
