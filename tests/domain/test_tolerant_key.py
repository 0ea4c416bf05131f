"""The key that spellings of one transliterated name share."""

from __future__ import annotations

import pytest

from dateline.domain.names import tolerant_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hisham al-Hashimi", "Hischam al-Haschemi"),
        ("Bashar", "Baschar"),
        ("Kataib Hezbollah", "Kata'ib Hizbullah"),
    ],
)
def test_spellings_of_several_languages_share_it(one: str, other: str) -> None:
    """English and German ways of writing one sound give one sign."""
    assert tolerant_key(one) == tolerant_key(other)


def test_different_names_have_different_keys() -> None:
    """Hadi and Hamid, Badr and Basra."""
    assert tolerant_key("Hadi al-Amiri") != tolerant_key("Hamid al-Amiri")
    assert tolerant_key("Badr") != tolerant_key("Basra")
