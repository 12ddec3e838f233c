"""The engine that asks a language model. Every word it keeps stands in the report; where asking fails, the report is not read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rashomon.extract.llm.answer import Answer, read_answer
from rashomon.extract.llm.cache import Answers
from rashomon.extract.llm.client import Client, Failure, parsed
from rashomon.extract.llm.endpoint import Endpoint
from rashomon.extract.llm.gathering import Gathering
from rashomon.extract.llm.passages import Passage, parts, passages
from rashomon.extract.llm.prompt import instructions, passages_message, request
from rashomon.model import Issue, Level, Reading, Report, fold, stable_id

HALVINGS = 2
"""How often a part whose answer is too long is halved: a model that never stops is asked seven times for it, not more."""
GIVE_UP_AFTER = 3
"""So many failures of the endpoint in a row, and no more reports are sent in this run."""


class ModelEngine:
    """Reads reports by asking ``endpoint``; see ``docs/how-to/use-a-language-model.md``.

    ``answers`` is the folder in which raw answers are kept, ``countries`` are names of countries, which come last among the
    places of an attack. ``version`` rises with every change of how answers are checked and turned into statements. Raises
    ``UsageError`` when a key is named and not there.
    """

    version = "1"

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        answers: Path | None = None,
        countries: Iterable[str] = (),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        endpoint.api_key()
        self.endpoint = endpoint
        self.countries = frozenset(fold(c) for c in countries)
        self._answers = Answers(answers) if answers is not None else None
        self._client = Client(endpoint, sleep=sleep)
        self._failed = 0
        self._closed: Failure | None = None
        e = endpoint
        asked = (request(e, ""), e.url, e.part_chars, e.max_parts, sorted(self.countries))
        self.name = f"llm/{self.version}"
        self.key = f"{self.name} {e.model} {stable_id('', instructions(), *asked, length=16)}"

    def read(self, report: Report) -> Reading:
        """Statements, drafts, unread passages and issues of one report, in whatever language the model knows.

        Nothing but the words of the text is sent. What fails at the endpoint becomes an issue; the reading is then not complete.
        """
        found = passages(report.text)
        if not found:
            issue = Issue(
                code="no_text", level=Level.INFO, subject=report.origin, message="nothing to read", report=report.id
            )
            return Reading(report=report.id, statements=(), drafts=(), unread=(), issues=(issue,))
        cut = parts(found, self.endpoint.part_chars)
        asked = cut[: self.endpoint.max_parts]
        sent = sum(map(len, asked))
        gathering = Gathering(report, found, sent, f"{self.name} {self.endpoint.model}", self.countries)
        for part in asked:
            self._read_part(report.text, part, gathering, HALVINGS)
        gathering.leave_out(cut[self.endpoint.max_parts :])
        return gathering.reading()

    def _read_part(self, text: str, part: Sequence[Passage], gathering: Gathering, halvings: int) -> None:
        """One part; where the answer breaks off at the limit of its length, the halves of the part, each with a shorter one."""
        try:
            gathering.add(self._answer(text, part, gathering.known()))
        except Failure as failure:
            middle = len(part) // 2
            if failure.code == "answer_cut_off" and halvings and middle:
                self._read_part(text, part[:middle], gathering, halvings - 1)
                self._read_part(text, part[middle:], gathering, halvings - 1)
                return
            self._note(failure)
            gathering.fail(failure, part)

    def _answer(self, text: str, part: Sequence[Passage], known: Sequence[tuple[int, str]]) -> Answer:
        """The answer to one part, from the cache or the endpoint; only one that can be used is kept. Raises ``Failure``."""
        body = request(self.endpoint, passages_message(text, part, known))
        kept = self._answers.get(self.endpoint.url, body) if self._answers else None
        if kept is None and self._closed is not None:
            raise Failure("endpoint_not_asked", f"not sent: {self._closed.message}", passing=True)
        content = kept if kept is not None else self._client.ask(body)
        answer = read_answer(parsed(content))
        if answer is None:
            raise Failure("answer_wrong_schema", "the answer is JSON of another form than asked for")
        if kept is None:
            self._failed = 0
            if self._answers:
                self._answers.put(self.endpoint.url, body, content)
        return answer

    def _note(self, failure: Failure) -> None:
        """Count failures of the endpoint; stop asking when they are for all or come one after the other."""
        if self._closed is not None or not (failure.passing or failure.for_all):
            return
        self._failed += 1
        if failure.for_all or self._failed >= GIVE_UP_AFTER:
            self._closed = failure
