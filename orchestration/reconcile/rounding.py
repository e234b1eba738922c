"""Rounding in whole numbers: exact at any count of digits, and the same on both sides of zero."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

HALF = Fraction(1, 2)


def percent(numerator: int, denominator: int) -> Fraction:
    """Return numerator over denominator in percent, exactly."""
    return Fraction(100 * numerator, denominator)


def half_up(value: Fraction, step: Decimal) -> Decimal:
    """Return the multiple of `step` nearest to the value; a half goes away from zero."""
    return _multiple(value, step, HALF)


def cut_off(value: Fraction, step: Decimal) -> Decimal:
    """Return the multiple of `step` at or next to the value on the side of zero."""
    return _multiple(value, step, Fraction(0))


def rounded_up(value: Fraction, step: Decimal) -> Decimal:
    """Return the multiple of `step` at or next to the value, away from zero."""
    low = cut_off(value, step)
    return low if Fraction(low) == value else _multiple(value, step, Fraction(1))


def is_half(value: Fraction, step: Decimal) -> bool:
    """Whether the value lies exactly between two multiples of `step`."""
    return (abs(value) / Fraction(step)) % 1 == HALF


def last_digit(number: Decimal) -> Decimal:
    """Return the value of one in the number's last digit: 0.01 for 97.80."""
    return Decimal((0, (1,), _exponent(number)))


def whole_denominators(rate: Decimal, step: Decimal, numerator: int) -> tuple[int, int]:
    """Return the least and the greatest denominator that give a rate; none where least is more.

    Reckoned and not searched for: for a small rate they may lie far apart. A rate that rounds to
    zero has no greatest one, and is left out.
    """
    claim, half = abs(Fraction(rate)), Fraction(step) / 2
    if rate * numerator <= 0:
        return 1, 0
    hundredfold = 100 * abs(numerator)
    return int(hundredfold / (claim + half)) + 1, int(hundredfold / (claim - half))


def _multiple(value: Fraction, step: Decimal, added: Fraction) -> Decimal:
    count = (abs(value) / Fraction(step) + added) // 1
    sign = 1 if value < 0 and count else 0
    digits = tuple(int(digit) for digit in str(count))
    return Decimal((sign, digits, _exponent(step)))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
