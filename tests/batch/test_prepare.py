"""What a reader is made of stays, and is not looked through for garbage again."""

from __future__ import annotations

import gc

import pytest

from dateline.batch.prepare import lasting


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_goes_on_as_before(enabled: bool) -> None:
    """What was loaded is left out of later looks; the collector is as it was, after an error, too."""
    was = gc.isenabled()
    before = gc.get_freeze_count()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(KeyError), lasting():
            assert not gc.isenabled()
            loaded = [[number] for number in range(1000)]
            raise KeyError
        assert gc.isenabled() is enabled
        assert gc.get_freeze_count() >= before + len(loaded)
    finally:
        gc.unfreeze()
        (gc.enable if was else gc.disable)()
