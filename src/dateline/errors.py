"""Every error Dateline raises on purpose, in one tree.

DatelineError
├── InputError            an input cannot be read; becomes a listed Failure, the rest goes on
│   ├── UnreadableInput   the bytes are not what they claim to be, too large, broken or hostile
│   ├── NotAllowed        no permission, or an address that must not be fetched
│   └── Unreachable       a page or feed could not be fetched
├── KnowledgeError        an actor pack, place list or lexicon is wrong; carries file and line
├── RecordError           what is asked of the record cannot be done
│   ├── NotFound          no such incident, actor, article or decision
│   └── DecisionRefused   a decision contradicts one that still holds
├── StoreError            the workspace cannot be opened, or is newer than this program
└── SettingsError         a setting or environment variable is wrong

A bug is never one of these: it stays loud.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class DatelineError(Exception):
    """Something a person can understand and mend; its text is one plain line."""


class InputError(DatelineError):
    """An input that cannot be read."""


class UnreadableInput(InputError):
    """Bytes that are not what they claim to be, or are broken, hostile or too large."""


class NotAllowed(InputError):
    """No permission to read, or an address that must not be fetched."""


class Unreachable(InputError):
    """A page or feed that could not be fetched."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One mistake in a data file: where, and what to change."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class KnowledgeError(DatelineError):
    """Data files with mistakes; nothing of them was loaded."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        self.flaws = flaws
        super().__init__("\n".join(str(flaw) for flaw in flaws))


class RecordError(DatelineError):
    """What is asked of the record cannot be done."""


class NotFound(RecordError):
    """No such incident, actor, article or decision."""


class DecisionRefused(RecordError):
    """A decision that contradicts one that still holds."""


class StoreError(DatelineError):
    """The workspace cannot be opened, or was written by a newer program."""


class SettingsError(DatelineError):
    """A setting, option or environment variable that makes no sense."""
