"""All statements of one article: attributions become statements with speaker, act, channel and what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.domain.actor import ActorMention, DateMention
from dateline.domain.article import Article
from dateline.domain.ids import stable_id
from dateline.domain.report import Report, Speaker, Statement
from dateline.domain.text import Span, cover
from dateline.domain.vocabulary import Act
from dateline.extract.statements import blame, fallback, grammar, links
from dateline.extract.statements.acts import Said, choose_act, folded
from dateline.extract.statements.attributed import Attribution
from dateline.extract.statements.attribution import find_attributions
from dateline.extract.statements.channels import channels
from dateline.extract.statements.draft import Draft, counts, is_main, only_passes_on, repeated
from dateline.extract.statements.ground import Ground
from dateline.extract.statements.lexicon import SpeechLexicon, load_speech
from dateline.extract.statements.noun_cues import cited
from dateline.extract.statements.quotes import find_quotes, words_inside
from dateline.extract.statements.speakers import Speakers
from dateline.extract.statements.voice import Voice
from dateline.extract.syntax.parse import Parsed
from dateline.extract.words.triggers import fold

_LONG_QUOTE = 30
"""Characters of a quotation that is more than a phrase."""
_HEADING = re.compile(r"[A-Z][^:.!?\n]{2,60}:\s[“\"'‘]?[A-Z]")
_TITLE = 0.7
"""Share of capitalised words from which a sentence is a title."""
_STRONG = frozenset({Act.THREATEN, Act.DENY, Act.CLAIM_RESPONSIBILITY})
_UNMARKED = 0.4
"""Confidence of a statement that no word of saying marks."""


def sentences_to_parse(text: str, sentences: Sequence[Span], lexicon: SpeechLexicon | None = None) -> tuple[int, ...]:
    """The numbers of the sentences that can hold a statement: those with a word of saying, and 'Name: words'."""
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
    around = links.Surroundings(article.text, sentences, actors, reports, dates)
    reading = _Reading(article, around, lexicon or load_speech())
    by_sentence: dict[int, list[Parsed]] = {}
    for parsed in parses:
        by_sentence.setdefault(parsed.index, []).append(parsed)
    for index, sentence in enumerate(sentences):
        reading.introduce(index)
        before = len(reading.statements)
        for parsed in by_sentence.get(index, ()):
            reading.sentence(parsed)
        new = reading.statements[before:]
        if not any(statement.act is Act.CLAIM_RESPONSIBILITY for statement in new) and reading.is_broken(sentence, new):
            reading.broken_claims(index, sentence)
        if len(reading.statements) == before:
            reading.bare_quotation(index, sentence)
    return tuple(_merged(reading.statements))


class _Reading:
    """The reading of one article, sentence by sentence."""

    def __init__(self, article: Article, around: links.Surroundings, lexicon: SpeechLexicon) -> None:
        self.article, self.around, self.lexicon = article, around, lexicon
        self.quotes = find_quotes(article.text)
        self.speakers = Speakers(Ground(article.text, around.actors, around.sentences, lexicon, self.quotes))
        self.statements: list[Statement] = []
        self._channels = fallback.introduced_channels(article.text, around.actors, around.sentences, lexicon)

    def introduce(self, index: int) -> None:
        """Channels that this sentence introduces can be taken up from here on."""
        while self._channels and self._channels[0].sentence <= index:
            self.speakers.memory.remember(self._channels.pop(0))

    # -- with a word of saying ---------------------------------------------------------------------------------------
    def sentence(self, parsed: Parsed) -> None:
        """Add the statements of one parsed sentence."""
        first, last = parsed.starts[0], parsed.ends[-1]
        actors = [m for m in self.around.actors if m.span.start < last and m.span.end > first]
        view = grammar.make_view(parsed, self.article.text, self.quotes, actors)
        drafts = self._drafts(view)
        for draft in drafts:  # those of the main clause are taken up again first, not those they quote
            if is_main(draft, drafts):
                for voice in draft.voices:
                    self.speakers.memory.remember(voice)
        for draft in drafts:
            again = repeated(draft, drafts) and not self._adds_an_act(draft)
            if not again and not only_passes_on(draft, drafts):
                outer = [other for other in drafts if other.holds(draft)]
                for voice in draft.voices:
                    self.statements.append(self._statement(view, draft, voice, outer))

    def _adds_an_act(self, draft: Draft) -> bool:
        """'..., adding that the raids would not go unpunished' threatens, whatever came before."""
        view = draft.made.view
        participle = view.parsed.lower[draft.made.cue[1]].endswith("ing")
        return participle and any(self._act(draft, voice)[0] in _STRONG for voice in draft.voices)

    def _drafts(self, view: grammar.View) -> list[Draft]:
        drafts = []
        for made in find_attributions(view, self.lexicon):
            heads = _heads(view, made) if counts(made, self.lexicon.words["documents"]) else ()
            voices = tuple(voice for head in heads for voice in self.speakers.voices(view, head))
            if voices:
                drafts.append(self._cited(view, Draft(made, voices, made.content_spans())))
                for voice in drafts[-1].voices:
                    self.speakers.memory.remember(voice)
        return drafts

    def _cited(self, view: grammar.View, draft: Draft) -> Draft:
        """'Citing an official, the agency reported': the official speaks, through the agency."""
        whom = cited(draft.made, self.lexicon) if all(v.kind == "outlet" for v in draft.voices) else ()
        told = tuple(voice for head in whom for voice in self.speakers.voices(view, head))
        made = replace(draft.made, sources=whom, through=draft.made.sources)
        return replace(draft, made=made, voices=told) if told else draft

    def _statement(self, view: grammar.View, draft: Draft, voice: Voice, outer: Sequence[Draft]) -> Statement:
        made, content = draft.made, draft.content
        act, why = self._act(draft, voice)
        sentence, cue = view.parsed.sentence, made.cue_span()
        via = channels(view, draft, voice, outer, self.speakers, self.article.outlet)
        if via and not outer:
            self.speakers.memory.remember(replace(voice, via=via))
        said = self._plain(voice, act, content, view.parsed.index, cue)
        return replace(
            said,
            evidence=self._evidence(view.parsed.index, content),
            via=via,
            direct_quote=words_inside(self.article.text, self.quotes.inside(sentence)) >= 2,
            cue=cue,
            confidence=_confidence(made, voice, act, why),
            rules=(made.rule, why, *(("speaker carried on",) if voice.carried else ())),
        )

    def _act(self, draft: Draft, voice: Voice) -> tuple[Act, str]:
        made, content = draft.made, draft.content
        if made.negated:
            return Act.REPORT, "could not confirm"
        said = Said(
            folded(" ".join(span.quote(self.article.text) for span in content)),
            blame.rivals_named(self.around.actors, content, voice),
            voice,
            blame.culprit(draft, voice, self.lexicon),
            self._quoted(content),
            blame.own_deed(draft, voice, self.lexicon),
        )
        wants = made.verb.wants if made.verb else None
        return choose_act(made.act, said, self.lexicon, is_open=made.open and not made.deed, wants=wants)

    def _quoted(self, content: Sequence[Span]) -> bool:
        """What is said begins with a quotation of some length in which nothing happens."""
        quote = self.quotes.at(content[0].start) if content else None
        return quote is not None and len(quote) >= _LONG_QUOTE and not links.told_inside(self.around, (quote,))

    def _evidence(self, index: int, content: Sequence[Span]) -> tuple[Span, ...]:
        """The sentence, and those before it that the same quotation began in."""
        sentences = self.around.sentences
        quote = self.quotes.at(content[0].start) if content else None
        spans = [sentences[index]]
        while quote is not None and index > 0 and quote.start < sentences[index].start:
            index -= 1
            spans.insert(0, sentences[index])
        return tuple(spans)

    # -- without -----------------------------------------------------------------------------------------------------
    def is_broken(self, sentence: Span, found: Sequence[Statement]) -> bool:
        """Nothing was found in the sentence, or it is a title in which most words have capitals."""
        words = [word for word in sentence.quote(self.article.text).split() if word.isalpha()]
        return not found or sum(word[0].isupper() for word in words) > _TITLE * len(words)

    def broken_claims(self, index: int, sentence: Span) -> None:
        """A claim of responsibility in a title or a sentence that the parser could not read."""
        for group, cue in fallback.broken_claims(self.article.text, sentence, self.around.actors):
            voice = Voice(Speaker(group.name, group.actor_id, group.span), "body", actor_kind=group.kind)
            content = (Span(cue.end, sentence.end),)
            said = self._plain(voice, Act.CLAIM_RESPONSIBILITY, content, index, cue)
            self.statements.append(replace(said, cue=cue, rules=("claim in broken grammar",)))

    def bare_quotation(self, index: int, sentence: Span) -> None:
        """A sentence that is hardly more than a quotation: whoever spoke last goes on."""
        quote = fallback.bare_quotation(self.article.text, sentence, self.quotes)
        last = self.statements[-1] if self.statements else None
        if quote is not None and last is not None and self._follows(last, index):
            self._go_on(index, quote, last)

    def _follows(self, last: Statement, index: int) -> bool:
        """The last statement, its quotation or its words in quotation marks, stands right before this sentence."""
        before = self.around.sentences[index - 1] if index else None
        return before is not None and last.direct_quote and any(span.overlaps(before) for span in last.evidence)

    def _go_on(self, index: int, quote: Span, last: Statement) -> None:
        """The same speaker goes on: a statement of its own where a new quotation does another act."""
        voice = self.speakers.memory.by_name(last.speaker.name)
        sentence = self.around.sentences[index]
        if voice is None:
            return
        rivals = blame.rivals_named(self.around.actors, (quote,), voice)
        said = Said(folded(quote.quote(self.article.text)), rivals, voice, quoted=True)
        act, why = choose_act(Act.REPORT, said, self.lexicon, is_open=True, wants=None)
        same_quotation = not self.article.text.startswith(("“", '"', "«"), sentence.start)
        if same_quotation or (act is last.act and act in (Act.REPORT, Act.ASSESS)):
            self.statements[-1] = replace(last, evidence=(*last.evidence, sentence))
            return
        made = self._plain(voice, act, (quote,), index, quote)
        rules = (f"bare quotation, {why}", "speaker carried on")
        self.statements.append(replace(made, via=last.via, direct_quote=True, rules=rules))

    def _plain(self, voice: Voice, act: Act, content: Sequence[Span], index: int, place: Span) -> Statement:
        """A statement of one sentence, with everything that does not depend on how it was found."""
        sentence = self.around.sentences[index]
        start = content[0].start if content else None
        name = voice.speaker.name
        return Statement(
            id=stable_id("s", (self.article.id, place.start, place.end, name, act.value, start)),
            article_id=self.article.id,
            speaker=voice.speaker,
            act=act,
            evidence=(sentence,),
            organisation=voice.organisation,
            about=links.about(self.around, act, content, index, voice.speaker.actor_id),
            when=links.when_said(self.around, sentence, content, place),
            doubts=links.doubts_on(self.around, index, self.lexicon),
            content=cover(*content) if content else None,
            confidence=_UNMARKED,
        )


def _heads(view: grammar.View, made: Attribution) -> tuple[int, ...]:
    """The heads of the speakers; a subject inside a dateline gives way to the first actor after it."""
    end = grammar.dateline_end(view)
    if not end or any(head >= end for head in made.sources):
        return made.sources
    after = [token for token in range(end, made.cue[0]) if view.actor_of(token) is not None]
    return tuple(after[-1:])


def _confidence(made: Attribution, voice: Voice, act: Act, why: str) -> float:
    """A probability that speaker and act are right, from how the statement was found.

    The shares are those of the development annotations: named here .80, carried on .60; an act that its verb or noun
    names .85, opinions .60; witnesses and sources .89; nouns and direct quotations are the weakest.
    """
    score = 0.8
    if voice.carried:
        score -= 0.18
    if voice.teller:
        score += 0.08
    if act in (Act.DENY, Act.CLAIM_RESPONSIBILITY, Act.ANNOUNCE) and not made.open:
        score += 0.08
    if act in (Act.ASSESS, Act.CONDEMN, Act.DEMAND):
        score -= 0.12
    if why == "a direct quotation" or made.rule.startswith("noun"):
        score -= 0.25
    if made.verb is not None and made.verb.weak:
        score -= 0.1
    return round(max(0.1, score), 2)


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
