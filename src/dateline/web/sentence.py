"""An incident in one sentence of the reader's language.

The English sentence is the record's own. In other languages it is put together from the same fields by the patterns
of the texts (`sentence.*`), so that a list reads in one language.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.domain.dates import parse_edtf
from dateline.reconcile.summary import worth_telling
from dateline.web.row import Row
from dateline.web.words import DEFAULT, Words

_MOST = 2


def sentence_of(row: Row, words: Words) -> str:
    """What, against whom, where, when, by whom, how many killed."""
    if words.language == DEFAULT:
        return row.summary
    what = words.term("mode", row.mode) if row.mode else words.term("type", row.type)
    parts = [words("sentence.total", what=what) if row.aggregate else what]
    suffering = [one for one in row.parts if one.side == "recipients"]
    if suffering:
        told = worth_telling([one.name for one in suffering], row.place_name or "")
        parts.append(words("sentence.against", names=_names(told, words)))
    if row.place_name:
        parts.append(words("sentence.place", place=row.place_name))
    if row.date:
        parts.append(words("sentence.date", date=plain_date(row.date, words)))
    for stance in ("stated", "claimed", "blamed", "unknown"):
        acting = [one for one in row.parts if one.side == "actors" and one.stance == stance]
        if acting:
            parts.append(
                words(f"sentence.{stance}", names=_names(worth_telling([one.name for one in acting], ""), words))
            )
    text = " ".join(parts)
    if row.killed:
        text = words("sentence.killed", text=text, n=row.killed)
    return text if row.status == "happened" else f"{words.term('status', row.status)}: {text}"


def _names(names: Sequence[str], words: Words) -> str:
    shown = words("sentence.and").join(names[:_MOST])
    return words("sentence.more", names=shown) if len(names) > _MOST else shown


def plain_date(edtf: str, words: Words) -> str:
    """A date in words, without markup."""
    from dateline.web.show import when

    parse_edtf(edtf)
    return str(when(edtf, words).striptags())
