"""All statements of one article: attributions become statements with speaker, act, channel and what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.domain.actor import ActorMention, DateMention
from dateline.domain.article import Article
from dateline.domain.ids import stable_id
from dateline.domain.report import Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind
from dateline.extract.parse import Parsed
from dateline.extract.statements import fallback, grammar, links
from dateline.extract.statements.acts import Said, choose_act, folded
from dateline.extract.statements.attribution import Attribution, find_attributions
from dateline.extract.statements.grammar import View, make_view
from dateline.extract.statements.lexicon import SpeechLexicon, load_speech
from dateline.extract.statements.quotes import Quotes, find_quotes, words_inside
from dateline.extract.statements.speakers import Speakers
from dateline.extract.statements.voice import Voice, same_words
from dateline.extract.triggers import fold

_SIDES = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY})
_RIVAL_KINDS = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY, ActorKind.PERSON}
)
_ADDED = frozenset({Act.REPORT, Act.ASSESS, Act.CONFIRM, Act.ANNOUNCE, Act.CONDEMN})
_LONG_QUOTE = 30
"""Characters of a quotation that is more than a phrase."""
_HEADING = re.compile(r"[A-Z][^:.!?\n]{2,60}:\s[“\"'‘]?[A-Z]")
_NEAR_START = 40
"""Characters: a second verb of saying this near to the beginning of what is said governs all of it."""


def sentences_to_parse(text: str, sentences: Sequence[Span], lexicon: SpeechLexicon | None = None) -> tuple[int, ...]:
    """The numbers of the sentences that can hold a statement: those with a word of saying."""
    words = lexicon or load_speech()
    found = []
    for index, span in enumerate(sentences):
        sentence = span.quote(text)
        if words.matcher.find(fold(sentence)) or _HEADING.match(sentence):
            found.append(index)
    return tuple(found)


def find_statements(
    article: Article,
    sentences: Sequence[Span],
    parses: Sequence[Parsed],
    actors: Sequence[ActorMention],
    reports: Sequence[Report],
    dates: Sequence[DateMention],
    lexicon: SpeechLexicon | None = None,
) -> tuple[Statement, ...]:
    """Who says what act about whom in an article, in the order of the text.

    `parses` are those of the sentences that `sentences_to_parse` names (others do no harm). Statements are one per
    speaker and cue; joint speakers one each. Speakers that no mention covers have no actor id yet.
    """
    words = lexicon or load_speech()
    reading = _Reading(article, sentences, actors, reports, dates, words)
    by_sentence: dict[int, list[Parsed]] = {}
    for parsed in parses:
        by_sentence.setdefault(parsed.index, []).append(parsed)
    for index, sentence in enumerate(sentences):
        reading.introduce(index)
        before = len(reading.statements)
        for parsed in by_sentence.get(index, ()):
            reading.sentence(parsed)
        if len(reading.statements) == before:
            reading.without_cue(index, sentence)
    return tuple(_merged(reading.statements))


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution with its voices, while the attributions of a sentence are compared."""

    made: Attribution
    voices: tuple[Voice, ...]
    content: tuple[Span, ...]


class _Reading:
    """The reading of one article, sentence by sentence."""

    def __init__(
        self, article: Article, sentences: Sequence[Span], actors: Sequence[ActorMention], reports: Sequence[Report],
        dates: Sequence[DateMention], lexicon: SpeechLexicon,
    ) -> None:  # fmt: skip
        self.article = article
        self.lexicon = lexicon
        self.quotes: Quotes = find_quotes(article.text)
        self.around = links.Surroundings(article.text, sentences, actors, reports, dates)
        self.speakers = Speakers(article.text, actors, sentences, lexicon, self.quotes)
        self.statements: list[Statement] = []
        self._channels = fallback.introduced_channels(article.text, actors, sentences, lexicon)

    def introduce(self, index: int) -> None:
        """Channels that this sentence introduces can be taken up from here on."""
        while self._channels and self._channels[0].sentence <= index:
            self.speakers.memory.remember(self._channels.pop(0))

    def without_cue(self, index: int, sentence: Span) -> None:
        """A sentence in which grammar found nothing: a bare quotation, or a claim in a broken sentence."""
        for group, cue in fallback.broken_claims(self.article.text, sentence, self.around.actors, ()):
            voice = Voice(Speaker(group.name, group.actor_id, group.span), "body", actor_kind=group.kind)
            content = Span(cue.end, sentence.end)
            self._plain(voice, Act.CLAIM_RESPONSIBILITY, sentence, index, content, cue, "claim in broken grammar")
            return
        quote = fallback.bare_quotation(self.article.text, sentence, self.quotes)
        last = self.statements[-1] if self.statements else None
        recent = self.speakers.memory.recent
        if quote is None or last is None or not recent or not self._follows(last, index):
            return
        voice = self.speakers.memory.by_name(last.speaker.name) or recent[-1]
        text = folded(quote.quote(self.article.text))
        rivals = any(quote.contains(m.span) and m.kind in _RIVAL_KINDS for m in self.around.actors)
        said = Said(text, rivals, voice, quoted=True)
        act, why = choose_act(Act.REPORT, said, self.lexicon, is_open=True, wants=None)
        goes_on = not self.article.text.startswith(("“", '"', "«"), sentence.start)
        if goes_on or (act is last.act and act in (Act.REPORT, Act.ASSESS)):
            self.statements[-1] = replace(last, evidence=(*last.evidence, sentence))
            return
        carried = replace(voice, carried=True, via=last.via)
        self._plain(carried, act, sentence, index, quote, None, f"bare quotation, {why}")

    def _follows(self, last: Statement, index: int) -> bool:
        """The last statement, its quotation or its words in quotation marks, stands right before this sentence."""
        before = self.around.sentences[index - 1] if index else None
        return before is not None and last.direct_quote and any(span.overlaps(before) for span in last.evidence)

    def _plain(  # noqa: PLR0913
        self, voice: Voice, act: Act, sentence: Span, index: int, content: Span, cue: Span | None, rule: str
    ) -> None:  # fmt: skip
        place = cue or content
        self.statements.append(
            Statement(
                id=stable_id(
                    "s", (self.article.id, place.start, place.end, voice.speaker.name, act.value, content.start)
                ),
                article_id=self.article.id,
                speaker=voice.speaker,
                act=act,
                evidence=(sentence,),
                organisation=voice.organisation,
                about=links.about(self.around, act, (content,), index, voice.speaker.actor_id),
                via=voice.via,
                when=links.when_said(self.around, sentence, (content,), place),
                direct_quote=cue is None,
                doubts=links.doubts_on(self.around, index, place, self.lexicon),
                cue=cue,
                content=content,
                confidence=0.5,
                rules=(rule,),
            )
        )

    def sentence(self, parsed: Parsed) -> None:
        """Add the statements of one parsed sentence."""
        first, last = parsed.starts[0], parsed.ends[-1]
        actors = [m for m in self.around.actors if m.span.start < last and m.span.end > first]
        view = make_view(parsed, self.article.text, self.quotes, actors)
        drafts = []
        for made in find_attributions(view, self.lexicon):
            if not self._counts(made):
                continue
            voices = tuple(v for head in self._heads(view, made) for v in self.speakers.voices(view, head))
            if not voices:
                continue
            drafts.append(_Draft(made, voices, made.content_spans()))
            for voice in voices:
                self.speakers.memory.remember(voice)
        self._settle(drafts)
        for draft in drafts:
            if not self._repeated(draft, drafts):
                self._add(view, draft, drafts)

    def _settle(self, drafts: Sequence[_Draft]) -> None:
        """Those who speak in the main clause are taken up again first ('he', 'the channel'), not those they quote."""
        for draft in drafts:
            if not any(other is not draft and _holds(other, draft) for other in drafts):
                for voice in draft.voices:
                    self.speakers.memory.remember(voice)

    def _heads(self, view: View, made: Attribution) -> tuple[int, ...]:
        """The heads of the speakers; a subject inside a dateline gives way to the first actor after it."""
        end = grammar.dateline_end(view)
        if not end or any(head >= end for head in made.sources):
            return made.sources
        after = [token for token in range(end, made.cue[0]) if view.actor_of(token) is not None]
        return tuple(after[-1:]) if after else ()

    def _repeated(self, draft: _Draft, drafts: Sequence[_Draft]) -> bool:
        """'The Pentagon said it had confirmed': the inner telling of the same speaker counts, not the outer."""
        names = {voice.speaker.name for voice in draft.voices}
        for other in drafts:
            if other is draft or not _holds(draft, other) or {v.speaker.name for v in other.voices} != names:
                continue
            cue, content = other.made.cue_span(), draft.content[0]
            if draft.made.open and cue.start - content.start <= _NEAR_START:
                return True
        return self._merely_adds(draft, drafts, names)

    def _merely_adds(self, draft: _Draft, drafts: Sequence[_Draft], names: set[str]) -> bool:
        """'..., claiming that' after the same speaker's own verb of saying adds no statement of its own."""
        p, token = draft.made.view.parsed, draft.made.cue[1]
        if not p.lower[token].endswith("ing") or draft.made.act not in _ADDED:
            return False
        governor = p.heads[token]
        for other in drafts:
            first, last = other.made.cue
            same = {voice.speaker.name for voice in other.voices} == names
            if other is not draft and same and first <= governor <= last:
                return True
        return False

    def _counts(self, made: Attribution) -> bool:
        """Said for real, by somebody; weak verbs only where a named actor or a source stands with them."""
        if made.irreal or not made.sources:
            return False
        if made.negated:
            return made.verb is not None and made.act is Act.CONFIRM
        if made.verb is not None and made.verb.weak:
            return any(made.view.actor_of(head) is not None for head in made.sources)
        return True

    # -- one draft ---------------------------------------------------------------------------------------------------
    def _add(self, view: View, draft: _Draft, drafts: Sequence[_Draft]) -> None:
        if self._only_passes_on(draft, drafts):
            return
        outer = [d for d in drafts if d is not draft and _holds(d, draft)]
        for voice in draft.voices:
            self.statements.append(self._statement(view, draft, voice, outer))

    def _only_passes_on(self, draft: _Draft, drafts: Sequence[_Draft]) -> bool:
        """'X told Al-Mayadeen, Rudaw reported': the outlet that reports what X said is a channel, no speaker."""
        if any(voice.kind != "outlet" for voice in draft.voices):
            return False
        for other in drafts:
            if other is draft or not _holds(draft, other):
                continue
            cue = other.made.cue_span()
            if any(cue.start - span.start <= _NEAR_START for span in draft.content):
                return True
            if other.content and any(abs(span.start - other.content[0].start) <= 3 for span in draft.content):
                return True
        return False

    def _statement(self, view: View, draft: _Draft, voice: Voice, outer: Sequence[_Draft]) -> Statement:
        made = draft.made
        content_text = folded(" ".join(span.quote(self.article.text) for span in draft.content))
        said = Said(content_text, self._rivals(draft, voice), voice, self._culprit(draft, voice), self._quoted(draft))
        wants = made.verb.wants if made.verb else None
        act, why = choose_act(made.act, said, self.lexicon, is_open=made.open and _tells(made), wants=wants)
        if made.negated:
            act, why = Act.REPORT, "could not confirm"
        sentence = view.parsed.sentence
        cue = made.cue_span()
        index = view.parsed.index
        via = self._via(view, draft, voice, outer)
        quoted = self.quotes.inside(sentence)
        start = draft.content[0].start if draft.content else None
        return Statement(
            id=stable_id("s", (self.article.id, cue.start, cue.end, voice.speaker.name, act.value, start)),
            article_id=self.article.id,
            speaker=voice.speaker,
            act=act,
            evidence=self._evidence(index, sentence, draft),
            organisation=voice.organisation,
            about=links.about(self.around, act, draft.content, index, voice.speaker.actor_id),
            via=via,
            when=links.when_said(self.around, sentence, draft.content, cue),
            direct_quote=words_inside(self.article.text, quoted) >= 2,
            doubts=links.doubts_on(self.around, index, cue, self.lexicon),
            cue=cue,
            content=_cover(draft.content),
            confidence=_confidence(made, voice),
            rules=(made.rule, why, *(("speaker carried on",) if voice.carried else ())),
        )

    def _evidence(self, index: int, sentence: Span, draft: _Draft) -> tuple[Span, ...]:
        """The sentence, and those before it that the same quotation began in."""
        first = draft.content[0] if draft.content else None
        quote = self.quotes.at(first.start) if first else None
        spans = [sentence]
        while quote is not None and index > 0 and quote.start < self.around.sentences[index].start:
            index -= 1
            spans.insert(0, self.around.sentences[index])
        return tuple(spans)

    def _rivals(self, draft: _Draft, voice: Voice) -> bool:
        """Whether the content names an actor that is neither the speaker nor the speaker's organisation."""
        own = {voice.speaker.actor_id, voice.organisation.actor_id if voice.organisation else None}
        return any(
            m.actor_id not in own
            and m.kind in _RIVAL_KINDS
            and not (voice.country and m.country == voice.country and voice.actor_kind is not ActorKind.ARMED_GROUP)
            and any(span.contains(m.span) for span in draft.content)
            for m in self.around.actors
        )

    def _quoted(self, draft: _Draft) -> bool:
        """What is said begins with a quotation of some length."""
        first = draft.content[0] if draft.content else None
        quote = self.quotes.at(first.start) if first else None
        return quote is not None and first is not None and len(quote) >= _LONG_QUOTE

    def _culprit(self, draft: _Draft, voice: Voice) -> str:
        """An actor of another side that does harm in what is said: subject of a verb of harm, or named after 'by'."""
        if voice.actor_kind not in _SIDES and voice.organisation is None:
            return ""
        own = {voice.speaker.actor_id, voice.organisation.actor_id if voice.organisation else None}
        p = draft.made.view.parsed
        for first, last in draft.made.content:
            for token in range(first, last + 1):
                mention = draft.made.view.actor_of(token)
                named = mention is not None and mention.kind in _SIDES and mention.actor_id not in own
                if mention is not None and (not named or (voice.country and mention.country == voice.country)):
                    continue
                if mention is None and not self._is_culprit(draft, token, own):
                    continue
                if self._does_harm(draft.made.view, token):
                    return draft.made.view.words(token, token)
        return ""

    def _is_culprit(self, draft: _Draft, token: int, own: set[str | None]) -> bool:
        """'The rebels'; 'forces loyal to the president' where another side is named with them."""
        view = draft.made.view
        lower = view.parsed.lower[token]
        if lower in self.lexicon.words["culprits"]:
            return True
        if lower not in self.lexicon.words["means"]:
            return False
        named = [view.actor_at[t] for t in view.parsed.subtree(token) if t in view.actor_at]
        return any(m.actor_id not in own for m in named)

    def _does_harm(self, view: View, token: int) -> bool:
        p = view.parsed
        head, dep = p.heads[token], p.deps[token]
        if dep == "nsubj":
            words = " ".join(p.lower[head : head + 3])
            return self.lexicon.harm.match(words) is not None and p.kid(head, "neg") is None
        return dep == "pobj" and p.deps[head] == "agent" and self.lexicon.harm.match(p.lower[p.heads[head]]) is not None

    def _via(self, view: View, draft: _Draft, voice: Voice, outer: Sequence[_Draft]) -> tuple[str, ...]:
        """Channels from the speaker outwards: platform, who was told, who quotes, who reports it."""
        chain: list[str] = []
        if voice.platform:
            chain.append(voice.platform)
        if draft.made.verb and draft.made.verb.channel:
            chain.append(draft.made.verb.channel)
        chain += self._platforms(view, draft)
        if draft.made.hearer is not None:
            chain += [v.speaker.name for v in self.speakers.voices(view, draft.made.hearer) if v.kind == "outlet"]
        for head in draft.made.through:
            chain += [v.speaker.name for v in self.speakers.voices(view, head)]
        if voice.carried and not chain:
            chain += voice.via
        for other in outer:
            chain += [v.speaker.name for v in other.voices if v.kind in ("outlet", "person", "body")]
        own = self.article.outlet
        kept = [name for name in dict.fromkeys(chain) if not same_words(name, own) and name != voice.speaker.name]
        return tuple(kept)

    def _platforms(self, view: View, draft: _Draft) -> list[str]:
        """'On Twitter', 'in a Facebook post', 'in a tweet', outside what is said."""
        sentence = view.parsed.sentence
        words = folded(_outside(self.article.text, sentence, draft.content))
        found = [name for word, name in self.lexicon.platforms.items() if word != "x" and f" {word}" in f" {words}"]
        if not found and any(f" {word}" in f" {words}" for word in ("tweet", "tweets")):
            found = ["Twitter"]
        return found


def _tells(made: Attribution) -> bool:
    """Plain telling leaves the act to the content; a light noun ('issued threats') carries its own."""
    return made.verb is not None or made.rule in ("according to", "quoted as saying", "name before a colon")


def _holds(outer: _Draft, inner: _Draft) -> bool:
    """The inner attribution's cue stands inside what the outer one says."""
    cue = inner.made.cue_span()
    return any(span.contains(cue) for span in outer.content)


def _outside(text: str, sentence: Span, content: Sequence[Span]) -> str:
    parts, at = [], sentence.start
    for span in sorted(content):
        if span.start > at:
            parts.append(text[at : span.start])
        at = max(at, span.end)
    parts.append(text[at : sentence.end])
    return " ".join(parts)


def _cover(spans: Sequence[Span]) -> Span | None:
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def _confidence(made: Attribution, voice: Voice) -> float:
    score = 0.75
    if made.verb is None and not made.rule.startswith("according"):
        score -= 0.15
    if made.verb is not None and made.verb.weak:
        score -= 0.2
    if voice.carried:
        score -= 0.1
    return round(max(0.1, min(0.95, score)), 2)


def _merged(statements: Sequence[Statement]) -> list[Statement]:
    """One per speaker, act and matter within a sentence; the first cue stands."""
    kept: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        claimed = statement.content if statement.act is Act.CLAIM_RESPONSIBILITY else None
        key = (statement.speaker.actor_id or statement.speaker.name, statement.act, statement.evidence[0], claimed)
        if key in kept:
            kept[key] = replace(kept[key], about=kept[key].about or statement.about)
        else:
            kept[key] = statement
    return list(kept.values())
