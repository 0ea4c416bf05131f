"""The many forms in which a text tells who says what."""

from __future__ import annotations

import pytest

from dateline.domain.vocabulary import Act

from .speech import only, said


@pytest.mark.parametrize(
    ("text", "speaker", "act"),
    [
        ("Omar Tahan laid the blame on Sumland.", "Omar Tahan", Act.ACCUSE),
        ("Omar Tahan put the blame for the blast on Sumland.", "Omar Tahan", Act.ACCUSE),
        ("Lina Harb pinned the blame on the Norian army.", "Lina Harb", Act.ACCUSE),
        ("Noria placed responsibility for the raid on Red Falcons.", "Noria", Act.ACCUSE),
        ("The Norian army said it had carried out no strikes in the valley.", "Norian army", Act.DENY),
        ("Omar Tahan said there was no attack on the convoy.", "Omar Tahan", Act.DENY),
        ("The Norian army said the reports were baseless.", "Norian army", Act.DENY),
        ("Red Falcons said it had nothing to do with the blast.", "Red Falcons", Act.DENY),
        ("“We were asleep when the house shook and the roof fell,” Jana Brand said.", "Jana Brand", Act.REPORT),
        ("“They came at night and they took my brother from his bed,” Jana Brand said.", "Jana Brand", Act.REPORT),
        ("Sumland rejected the offer of talks.", "Sumland", Act.ANNOUNCE),
        ("Red Falcons dismissed the proposal for a truce.", "Red Falcons", Act.ANNOUNCE),
        ("Red Falcons rejected the accusations.", "Red Falcons", Act.DENY),
        ("Omar Tahan claimed to speak for the farmers of the valley.", "Omar Tahan", None),
        ("Red Falcons claimed to have shot down a helicopter.", "Red Falcons", Act.CLAIM_RESPONSIBILITY),
        ("A spokesman for Red Falcons said its fighters had ambushed the patrol.", None, Act.CLAIM_RESPONSIBILITY),
        ("Red Falcons spokesman Aro Lind said the Norian army was bombing villages.", "Aro Lind", Act.ACCUSE),
        ("Omar Tahan swore to avenge the dead.", "Omar Tahan", Act.THREATEN),
        ("Omar Tahan promised the families a new well.", "Omar Tahan", Act.ANNOUNCE),
    ],
)
def test_acts_that_the_words_around_the_verb_tell(text: str, speaker: str | None, act: Act | None) -> None:
    """Blame laid on somebody, denials without 'deny', what was lived through, offers refused, groups' spokesmen."""
    if act is None:
        assert all(statement.act is not Act.CLAIM_RESPONSIBILITY for statement in said(text))
        return
    statement = only(text)
    assert statement.act is act
    assert speaker in (None, statement.speaker.name)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Red Falcons said through its Harbour News agency that the port was theirs.", ("Harbour News",)),
        ("Omar Tahan said via Coast TV that the road was open.", ("Coast TV",)),
        ("A fisherman quoted by Coast TV said the boats had gone.", ("Coast TV",)),
        ("An elder interviewed by Harbour News said the wells were dry.", ("Harbour News",)),
        ("Omar Tahan said on X that the road was open.", ("X",)),
        ("Omar Tahan told this station that the road was open.", ()),
        ("Omar Tahan told Coast TV that the road was open.", ("Coast TV",)),
        ("Omar Tahan said in a Facebook post that the road was open.", ("Facebook",)),
        ("Omar Tahan told the Hillside Post that the road was open.", ("Hillside Post",)),
        ("Omar Tahan told Hillside.com that the road was open.", ("Hillside.com",)),
        ("Omar Tahan told KVTR that the road was open.", ("KVTR",)),
        ("Omar Tahan told reporters that the road was open.", ()),
        ("Omar Tahan told Parliament that the road was open.", ()),
        ("Speaking to Morning Online, Omar Tahan said the road was open.", ("Morning Online",)),
        ("In an interview with Coast TV, Omar Tahan said the road was open.", ("Coast TV",)),
        ("Omar Tahan promised on state television that the road would be open.", ("state television",)),
    ],
)
def test_channels_by_their_words(text: str, via: tuple[str, ...]) -> None:
    """'Through', 'via', 'quoted by', platforms; 'this station' is the outlet itself."""
    assert only(text).via == via


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Two of its soldiers were wounded east of the town of Karda the Norian army said in a statement.",
            ["Norian army"],
        ),
        ("A bomb killed at least nine people at a bakery on Tuesday the Norian army said.", ["Norian army"]),
        ("Four men were seized in the hills on Monday a Norian army officer said on Friday.", ["officer"]),
        ("Troops now hold Karda Omar Tahan said adding that two bridges were lost.", ["Omar Tahan"]),
        (
            "The blast killed one man and wounded two others, medics and elders said.",
            ["unnamed medics", "unnamed elders"],
        ),
        ("Lina Harb went on national television claiming that raiders had crossed the border.", ["Lina Harb"]),
        ("When offered the chance to answer, Omar Tahan went home.", []),
        ("On Friday the Norian army said in a statement that two men were held.", ["Norian army"]),
    ],
)
def test_lost_commas_and_misread_sentences_keep_their_speakers(text: str, speakers: list[str]) -> None:
    """'... the army said in a statement' without its comma; who stands between is no speaker."""
    names = [statement.speaker.name for statement in said(text)]
    assert [name.replace("Norian army ", "") for name in names] == speakers


@pytest.mark.parametrize(
    ("text", "speaker", "act"),
    [
        ("Omar Tahan said the same day that two bridges were closed.", "Omar Tahan", Act.REPORT),
        ("Two bridges were closed, a fisherman said by phone.", "unnamed fisherman", Act.REPORT),
        ("Omar Tahan called the storming completely unacceptable.", "Omar Tahan", Act.CONDEMN),
        ("Villagers accused militias close to Sumland of dozens of thefts.", "unnamed villagers", Act.ACCUSE),
        ("Lina Harb called for the men to be freed.", "Lina Harb", Act.DEMAND),
        ("A shell killed three farmers, a charge that the Norian army rejected.", "Norian army", Act.DENY),
        ("Omar Tahan directed the guards to open the gate.", "Omar Tahan", Act.DEMAND),
        ("“They are taking revenge on people who only wanted to leave,” Jana Brand said.", "Jana Brand", Act.ACCUSE),
        ("Jana Brand said gunmen fired at the bus.", "Jana Brand", Act.REPORT),
        ("Red Falcons spokesman Aro Lind said the group had killed two guards.", "Aro Lind", Act.CLAIM_RESPONSIBILITY),
        ("The Norian army said Hill Brigade was behind the bombing.", "Norian army", Act.ACCUSE),
        ("Spokespersons for the Norian army said that only a truck was lost.", None, Act.REPORT),
        ("Red Falcons has claimed Monday's attack on the depot, in which Sumland lost nine men.", "Red Falcons", None),
    ],
)
def test_more_forms_of_what_is_said(text: str, speaker: str | None, act: Act | None) -> None:
    """Clauses hung on a day, 'by phone', 'called it wrong', what somebody rejected, quoted blame."""
    statement = only(text)
    assert statement.act is (act or Act.CLAIM_RESPONSIBILITY)
    assert speaker in (None, statement.speaker.name)


@pytest.mark.parametrize(
    "text",
    [
        "Coast TV quoted Omar Tahan as saying that the road was open.",
        "Coast TV cited Omar Tahan saying the road was open.",
        "Omar Tahan was quoted by Coast TV as saying that the road was open.",
        "The road was open, Omar Tahan was quoted as saying by Coast TV.",
        "“The road is open to all of us,” Coast TV quoted Omar Tahan as saying.",
        "Omar Tahan said the road was open, according to Coast TV.",
        "Coast TV, citing Omar Tahan, reported that the road was open.",
    ],
)
def test_who_is_quoted_speaks_through_who_quotes(text: str) -> None:
    """Whatever the order of the words: one statement of the person, through the outlet."""
    statement = only(text)
    assert (statement.speaker.name, statement.via) == ("Omar Tahan", ("Coast TV",))


def test_what_is_reported_has_no_article_for_a_speaker() -> None:
    """'A reported seven people died' names nobody who reports."""
    assert said("A reported seven other people have died.") == ()


def test_a_surname_after_a_name_with_a_state_in_it() -> None:
    """'Bulo Noria Garde' is a person; 'Garde' later is the same one."""
    text = "The road was open, said engineer Bulo Noria Garde. Garde said two bridges were closed."
    assert [s.speaker.name for s in said(text)] == ["Bulo Noria Garde"] * 2


def test_the_statement_is_by_whoever_spoke_in_one() -> None:
    """'The statement said' goes back to the army's statement, not to the last speaker."""
    text = (
        "The Norian army said in a statement that it rained. Omar Tahan said it snowed. The statement said it hailed."
    )
    assert [s.speaker.name for s in said(text)] == ["Norian army", "Omar Tahan", "Norian army"]


def test_a_toll_that_may_rise_is_told_not_judged() -> None:
    """'Nine were killed and the toll could rise' is a report."""
    assert only("Omar Tahan said nine were killed and the toll could rise.").act is Act.REPORT
    assert only("Omar Tahan said there were no casualties.").act is Act.REPORT
    assert only("Omar Tahan said the raid could bring down the government.").act is Act.ASSESS


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Troops killed Lina Harb, a top aide to the leader, the Norian army said.",
            ["Norian army"],
        ),
        ("Lina Harb, who fled from the Norian army, said it rained.", ["Lina Harb"]),
        ("The bridge is lost, stated Minister of Information Jonas Reed.", ["Jonas Reed"]),
        ("According to Minister of Foreign Affairs Jonas Reed, the bridge is lost.", ["Jonas Reed"]),
        (
            "The mayor said it rained. Jonas Reed, mayor of Karda, said it snowed. The mayor said it hailed.",
            ["unnamed mayor", "Jonas Reed", "Jonas Reed"],
        ),
        (
            "Jonas Reed, head of the Interior Ministry, said it rained. The head of the Interior Ministry said it snowed.",
            ["Jonas Reed", "Jonas Reed"],
        ),
        ("Officials said it rained. Other reports said it snowed.", ["unnamed officials", "unnamed other reports"]),
        ("This suggests that two bridges were lost.", []),
        ("Red Falcons said it rained. The rebel group said it snowed.", ["Red Falcons", "Red Falcons"]),
        ("Men believed to be smugglers crossed the river.", []),
        ("“It rained,” Jonas Reed, mayor of Karda in the north, told Coast TV on Sunday.", ["Jonas Reed"]),
        ("“It rained,” Jonas Reed, mayor of Karda in the north, said Sunday.", ["Jonas Reed"]),
        ("The flood killed Jana Brand, her driver and a nurse, said Jonas Reed.", ["Jonas Reed"]),
        ("Troops went home to Karda. Jonas Reed said it rained. Reed said it snowed.", ["Jonas Reed", "Jonas Reed"]),
        ("“It rained all night” said Jonas Reed head of the Interior Ministry.", ["Jonas Reed"]),
        ("Red Falcons in a message on the service Telegram said two bridges were lost.", ["Red Falcons"]),
        (
            "Nine men drowned in the river a source at the Interior Ministry told Coast TV late on Tuesday.",
            ["source at the Interior Ministry"],
        ),
        ("Nine men drowned elders told reporters on Saturday stressing that it rained.", ["unnamed elders"]),
        ("NORIA has threatened that Jonas Reed — a cook who has written for papers — would be killed.", ["NORIA"]),
        ("The militant group Red Falcons admitted shelling the port.", ["Red Falcons"]),
    ],
)
def test_who_speaks_behind_names_and_offices(text: str, speakers: list[str]) -> None:
    """A body at the end of its sentence, names behind offices, 'the mayor' again, 'the group X'."""
    assert [statement.speaker.name for statement in said(text)] == speakers


def test_a_claim_to_have_undergone_something_is_no_deed() -> None:
    """'Claimed to have been woken' claims no responsibility; 'to have shot down' does."""
    assert said("Jana Brand claimed to have been woken by gunfire.") == ()
    assert only("Red Falcons claimed to have downed a drone.").act is Act.CLAIM_RESPONSIBILITY


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Omar Tahan confirmed the raid to a Coast TV reporter and said the bridge was lost.", [("Coast TV",)] * 2),
        ("Omar Tahan confirmed the toll to a Coast TV correspondent.", [("Coast TV",)]),
        ("Omar Tahan said it rained while the Norian army reported snow.", [(), ()]),
        ("Red Falcons said the port was theirs, a claim that the Norian army denied.", [(), ()]),
        ("When the post was hit at dawn, Omar Tahan said he ran to it, Coast TV reported.", [("Coast TV",)]),
    ],
)
def test_channels_within_one_sentence(text: str, channels: list[tuple[str, ...]]) -> None:
    """Joined verbs share a channel; speakers side by side are none of each other; who passes on says nothing."""
    assert [statement.via for statement in said(text)] == channels
