"""Saved pages of many makes against their approved articles."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDERS = sorted(folder for folder in (Path(__file__).resolve().parents[1] / "pages").iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_article_is_as_approved(approval, folder):
    """Cleaning a saved page gives exactly the approved article; scripts/approve_pages.py rewrites the approval."""
    assert approval.as_json(approval.article_of(folder)) == approval.approved(folder).read_text(encoding="utf-8")


def test_many_makes_of_pages_are_approved(approval):
    """The saved pages cover at least twelve makes, among them another script, another language and plain text."""
    assert approval.folders() == FOLDERS
    assert len(FOLDERS) >= 12
    assert {"en", "ar", "fr"} <= {approval.article_of(folder).language for folder in FOLDERS}
    assert {page.suffix for folder in FOLDERS for page in folder.glob("page.*")} == {".html", ".txt"}
