"""Adding articles while the page goes on: one job at a time, with its progress for all to see."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dateline.domain.article import Failure
from dateline.domain.ids import stable_id
from dateline.engine.adding import Added, AddResult, Progress

_KEPT = 50
_SHOWN = 500

Work = Callable[[Progress], AddResult]


@dataclass
class Job:
    """One adding: what was read so far and what was not, with reasons."""

    id: str
    what: str
    state: str = "waiting"
    read: list[Added] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    error: str = ""

    def record(self) -> dict[str, Any]:
        """The job as JSON data; of a long one the last items."""
        return {
            "id": self.id,
            "what": self.what,
            "state": self.state,
            "read": len(self.read),
            "reports": sum(one.reports for one in self.read),
            "unchanged": self.unchanged,
            "failed": len(self.failures),
            "error": self.error,
            "articles": [
                {
                    "id": one.article_id,
                    "title": one.title or one.location,
                    "outlet": one.outlet,
                    "reports": one.reports,
                    "outcome": str(one.outcome),
                }
                for one in self.read[-_SHOWN:]
            ],
            "failures": [{"location": one.location, "reason": one.reason} for one in self.failures[-_SHOWN:]],
        }


@dataclass
class Jobs:
    """The jobs of this run of the program, the latest last; old ones are forgotten."""

    _jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    _number: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, what: str, work: Work, writing: threading.RLock) -> Job:
        """Begin a job in a thread of its own; it waits until no other writes."""
        with self._lock:
            self._number += 1
            job = Job(stable_id("j", (self._number, what)), what)
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=_run, args=(job, work, writing), name=f"adding {job.id}", daemon=True).start()
        return job

    def get(self, ident: str) -> Job | None:
        """A job of this run."""
        return self._jobs.get(ident)

    def all(self) -> tuple[Job, ...]:
        """The jobs kept, the latest first."""
        return tuple(reversed(self._jobs.values()))


def _run(job: Job, work: Work, writing: threading.RLock) -> None:
    with writing:
        job.state = "running"
        try:
            result = work(lambda one: (job.failures if isinstance(one, Failure) else job.read).append(one))  # type: ignore[arg-type]
        except Exception as error:
            job.state, job.error = "failed", str(error)[:500]
            raise
        job.unchanged = result.unchanged
        job.state = "done"
