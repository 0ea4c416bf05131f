"""Settings come from one file and the environment, and mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.engine import init_workspace, make_engine
from dateline.errors import SettingsError, StoreError
from dateline.settings import Settings, load_settings


def test_the_environment_wins(tmp_path: Path) -> None:
    """A variable of the environment goes before the file, the file before what is built in."""
    (tmp_path / "settings.toml").write_text('author = "ann"\nworkers = 3\n')
    assert load_settings(tmp_path, {}).author == "ann"
    assert load_settings(tmp_path, {"DATELINE_AUTHOR": "bob"}).author == "bob"
    assert load_settings(tmp_path, {}).workers == 3
    assert load_settings(tmp_path, {"DATELINE_WORKERS": "1"}).workers == 1
    assert load_settings(None, {"DATELINE_WORKSPACE": str(tmp_path)}).workspace == tmp_path
    assert load_settings(None, {}).workspace == Path("dateline-workspace")


WRONG = ['colour = "red"', "workers = -1", 'workers = "many"', "author = [", 'packs = "x"', "database = 5"]


@pytest.mark.parametrize("text", WRONG)
def test_mistakes_are_told(tmp_path: Path, text: str) -> None:
    """An unknown setting, a value that makes no sense and a broken file are plain errors."""
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(SettingsError):
        load_settings(tmp_path, {})


def test_a_workspace_is_made_once(tmp_path: Path) -> None:
    """Making a workspace again changes none of its files; without one there is nothing to open."""
    settings = Settings(tmp_path / "w")
    with pytest.raises(StoreError):
        make_engine(settings)
    assert init_workspace(settings)
    settings.file.write_text('author = "mine"\n')
    assert not init_workspace(settings)
    assert settings.file.read_text() == 'author = "mine"\n'
    make_engine(settings).close()


def test_own_actors_are_found(tmp_path: Path) -> None:
    """A workspace with actors of its own reads them beside the shipped ones."""
    settings = Settings(tmp_path / "w")
    init_workspace(settings)
    assert load_settings(tmp_path / "w", {}).packs == ()
    (settings.own_pack / "mine.yaml").write_text("actors: []\n")
    assert load_settings(tmp_path / "w", {}).packs == (settings.own_pack,)
