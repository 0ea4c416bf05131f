"""What a reader is made of stays, and is not looked through for garbage again."""

from __future__ import annotations

import gc
from datetime import UTC, datetime

import pytest

from dateline.batch.prepare import Reader, lasting
from dateline.domain.article import Failure, Raw
from dateline.pipeline import Draft, Step


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


def test_a_fault_of_the_reader_costs_one_article(capsys: pytest.CaptureFixture[str]) -> None:
    """It is printed in full, told in one line with its place, and the next article is read."""

    def trips(draft: Draft) -> Draft:
        if "rocket" in draft.article.text:
            raise IndexError("tuple index out of range")
        return draft

    def page(words: str) -> Raw:
        text = f"{words} near Karda on Monday, officials said. Nobody was hurt, and the road is open again."
        return Raw(text.encode(), words, "page_text", f"{words}.txt", datetime.now(UTC), (("title", words),))

    reader = Reader((Step("trips", trips),), lambda _: None)
    failure = reader(page("A rocket fell"))
    assert isinstance(failure, Failure)
    assert "a fault in Dateline itself (IndexError at test_prepare.py:" in failure.reason
    assert "Traceback" in capsys.readouterr().err
    assert not isinstance(reader(page("A bridge was opened")), Failure)
