"""Figures as each language writes them."""

from __future__ import annotations

import pytest

from state import figures


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["0%", "10%", "12.5%", "1,204.5", "3"]),
        ("de", ["0\u00a0%", "10\u00a0%", "12,5\u00a0%", "1.204,5", "3"]),
        ("fr", ["0\u00a0%", "10\u00a0%", "12,5\u00a0%", "1\u202f204,5", "3"]),
        ("ja", ["0%", "10%", "12.5%", "1,204.5", "3"]),
    ],
)
def test_shares_and_numbers_have_no_empty_digits(lang: str, said: list[str]):
    shares = [figures.percent(lang, share) for share in (0, 0.1, 0.125)]
    assert [*shares, figures.number(lang, 1204.5, 1), figures.number(lang, 3.0, 1)] == said
