"""Statements: quotations, transcripts, indirect speech and speakers on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multipolar.ledger.records import Document, Statement
from multipolar.read.coreference import corefer
from multipolar.read.mentions import mentions
from multipolar.read.parse import parse
from multipolar.read.speech_quotes import quotations
from multipolar.read.speech_turns import turns
from multipolar.read.statements import statements

DAY = date(2019, 5, 4)


def read(text: str) -> tuple[Statement, ...]:
    document = Document("d", "page.txt", "article", None, (), (), None, DAY, "en", text)
    doc = parse(text)
    return statements(document, doc, corefer(doc, mentions(doc, DAY)))


def told(text: str) -> list[tuple[str, str]]:
    return [(each.speaker.name, each.quote) for each in read(text)]


# Marks

MARKS = [
    ("He saw “a wall” there.", ["a wall"]),
    ('He saw "a wall" there.', ["a wall"]),
    ("He saw ‘a wall’ there.", ["a wall"]),
    ("He saw 'a wall' there.", ["a wall"]),
    ("Il a vu « un mur » hier.", ["un mur"]),
    ("Er sah „eine Mauer“ dort.", ["eine Mauer"]),
    ("Er sah »eine Mauer« dort.", ["eine Mauer"]),
    ("The workers' rights and the ministers' cars.", []),
    ("It's Moscow's and it isn't Kyiv's.", []),
    ("‘The farmers’ patience isn’t endless,’ she said.", ["The farmers’ patience isn’t endless,"]),
    ("“He said ‘never’ to me,” she said.", ["He said ‘never’ to me,"]),
    ("‘He said “never” to me,’ she said.", ["He said “never” to me,"]),
    ('A 12" pipe and nothing else.', []),
    ("Back in the '90s and ’80s.", []),
    ("“One.\n\n“Two.\n\n“Three.”", ["One.\n\n“Two.\n\n“Three."]),
    ('"One.\n\n"Two."\n\nThree.', ['One.\n\n"Two.']),
    ("“Never closed by its author.\n\nThe page goes on.", ["Never closed by its author."]),
    ("A stray ” and a stray » here.", []),
]


@pytest.mark.parametrize(("text", "inside"), MARKS)
def test_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[each.start : each.end] for each in quotations(text)] == inside


@given(st.text(alphabet="ab .,\n“”\"‘’'«»„‹›", max_size=120))
def test_quotations_lie_apart_and_inside_their_marks(text: str) -> None:
    reached = 0
    for each in quotations(text):
        assert reached <= each.open < each.start < each.end <= each.close <= len(text)
        reached = each.close


# Direct speech

DIRECT = [
    ('"We shall wait," said Anna Berg.', "Anna Berg", "We shall wait"),
    ('"We shall wait," Anna Berg said.', "Anna Berg", "We shall wait"),
    ('Anna Berg said: "We shall wait."', "Anna Berg", "We shall wait."),
    ('Anna Berg told reporters on Friday, "We shall wait."', "Anna Berg", "We shall wait."),
    ('"Why should we wait?" asked Anna Berg.', "Anna Berg", "Why should we wait?"),
    ("‘We won’t wait,’ Norway’s trade minister, Anna Berg, told the radio.", "Anna Berg", "We won’t wait"),
    ('"The bridge is ours," a Peruvian colonel told the agency.', "a Peruvian colonel", "The bridge is ours"),
    (
        'German chancellor Otto Brandt: "The bridge must stay open."',
        "Otto Brandt",
        "The bridge must stay open.",
    ),
    (
        '"If they come," General Tomas Reyes warned, "we will be ready."',
        "Tomas Reyes",
        'If they come," General Tomas Reyes warned, "we will be ready.',
    ),
    (
        '"It was quiet," said Anna Berg, a baker. "Then it was not."',
        "Anna Berg",
        'It was quiet," said Anna Berg, a baker. "Then it was not.',
    ),
    (
        "“It was quiet,” said Anna Berg, a baker.\n\n“Then it was not.”",
        "Anna Berg",
        "It was quiet,” said Anna Berg, a baker.\n\n“Then it was not.",
    ),
    (
        'The talks go on "at the speed of good soup", as one Belgian official put it.',
        "one Belgian official",
        "at the speed of good soup",
    ),
    (
        'Nobody knows, as one trader in Basra put it, "who is the landlord here".',
        "one trader in Basra",
        "who is the landlord here",
    ),
    (
        '"The plan was never alive," according to Martin Hale, who teaches history.',
        "Martin Hale",
        "The plan was never alive",
    ),
    (
        'A council chairman, Emeka Obi, dismissed the deal as "a wedding without the bride".',
        "Emeka Obi",
        "a wedding without the bride",
    ),
    ('Beijing on Monday accused Canada of "hostage diplomacy".', "Beijing", "hostage diplomacy"),
    ('The embassy of Chile tweeted: "We have no comment."', "The embassy of Chile", "We have no comment."),
    ("„Wir warten ab“, said Anna Berg.", "Anna Berg", "Wir warten ab"),
    ("« Nous attendons », said Anna Berg.", "Anna Berg", "Nous attendons"),
    (
        'It was, said Prof Anna Weiss of Vienna University, "a masterpiece of silence".',
        "Anna Weiss",
        "a masterpiece of silence",
    ),
]


@pytest.mark.parametrize(("text", "name", "quote"), DIRECT)
def test_direct(text: str, name: str, quote: str) -> None:
    assert told(text) == [(name, quote)]
    assert read(text)[0].direct


def test_verb_is_as_written() -> None:
    assert read('"We shall wait," grumbled Anna Berg.')[0].verb == "grumbled"


def test_quotation_over_paragraphs() -> None:
    text = "Mr Ivan Petrov said: “We have seen this before.\n\n“We know how it ends.”\n\nIt rained."
    assert told(text) == [("Ivan Petrov", "We have seen this before.\n\n“We know how it ends.")]


def test_two_quotations_with_a_verb_each_are_two() -> None:
    text = '"The road is closed," said Anna Berg. She added: "It will stay closed."'
    assert told(text) == [("Anna Berg", "The road is closed"), ("Anna Berg", "It will stay closed.")]


def test_quotation_alone_goes_on_with_the_speaker_before() -> None:
    text = "A Polish negotiator said that the draft was dead. “You can only shave a cat so often.”"
    assert told(text)[1] == ("A Polish negotiator", "You can only shave a cat so often.")


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "peace camp" has few tents.',
        'The film "Storm of the Fortress" filled the hall.',
        'They carry a "secret" weapon.',
        "The minister is said to be ill.",
        "The border is closed, read a sign.",
        "The spokesman would neither confirm nor deny it.",
        "The minister did not say whether he would go.",
        "The talks may be said to have failed.",
        "I think that it will rain, but we say nothing.",
        "Chile accused Peru of moving the markers.",
        "Chile promised that it would keep its ships in port.",
        "Norway called on Peru to stop.",
        "Few lawyers believe that the bridge will open.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert told(text) == []


def test_quotation_alone_goes_on_with_who_said_the_sentence_before() -> None:
    text = "The bond between Oslo and Riga is a marriage, said Dr Anna Berg. “Neither can leave the house.”"
    assert [name for name, _ in told(text)] == ["Anna Berg", "Anna Berg"]


def test_headline_and_publisher_of_the_page_say_nothing() -> None:
    text = "Lima says it will wait\n\nThe court ruled, Bay Wire reports. Lima says that it will wait."
    document = Document(
        "d", "p", "article", "Lima says it will wait", (), ("Bay Wire",), None, DAY, "en", text
    )
    doc = parse(text)
    found = statements(document, doc, corefer(doc, mentions(doc, DAY)))
    assert [(each.speaker.name, each.quote) for each in found] == [("Lima", "it will wait")]


def test_what_someone_is_said_to_think_is_one_statement() -> None:
    assert len(told("Chilean officials said that they think Peru is ready.")) == 1


# Indirect speech

INDIRECT = [
    ("Anna Berg said that the road was closed.", "Anna Berg", "the road was closed"),
    ("Anna Berg said the road was closed.", "Anna Berg", "the road was closed"),
    ("Anna Berg told reporters on Tuesday that the road was closed.", "Anna Berg", "the road was closed"),
    ("The road was closed, Anna Berg said.", "Anna Berg", "The road was closed"),
    ("The road was closed, said Anna Berg.", "Anna Berg", "The road was closed"),
    ("The road, Anna Berg said, was closed.", "Anna Berg", "The road, Anna Berg said, was closed"),
    ("According to Anna Berg, the road was closed.", "Anna Berg", "the road was closed"),
    ("The road was closed, according to Anna Berg.", "Anna Berg", "The road was closed"),
    ("Warsaw denied that shells had been used.", "Warsaw", "shells had been used"),
    ("Kazakhstan denies having been asked to mediate.", "Kazakhstan", "having been asked to mediate"),
    ("The Greek army claims to have shot down two drones.", "The Greek army", "to have shot down two drones"),
    ("Peru's foreign ministry calls the claim a fable.", "Peru's foreign ministry", "a fable"),
    ("Russia speaks of evacuation.", "Russia", "evacuation"),
    ("Lisbon let it be known that the ships would sail.", "Lisbon", "the ships would sail"),
    ("She doubts that the base will reopen, but Anna Berg insists that it will.", "Anna Berg", "it will"),
    ("Iceland says 34.", "Iceland", "34"),
    (
        "Tunis promises nothing; Rabat replied that it had asked for nothing.",
        "Rabat",
        "it had asked for nothing",
    ),
    ("A minister answered in kind: no visas will be given.", "A minister", "no visas will be given"),
    ("In the view of one Dutch diplomat, the plan is sound.", "one Dutch diplomat", "the plan is sound"),
    (
        "The ministry in Jakarta puts the bill at 216 million euros.",
        "The ministry in Jakarta",
        "the bill at 216 million euros",
    ),
    ("Brazil points out that the reef lies within its waters.", "Brazil", "the reef lies within its waters"),
    ("Madrid grumbled but says it will deliver the planes.", "Madrid", "it will deliver the planes"),
]


@pytest.mark.parametrize(("text", "name", "quote"), INDIRECT)
def test_indirect(text: str, name: str, quote: str) -> None:
    assert (name, quote) in told(text)
    assert not any(each.direct for each in read(text))


def test_mixed_speech_is_the_clause() -> None:
    (only,) = read('Liv Dahl, a Norwegian minister, said she was "not in a hurry".')
    assert (only.quote, only.direct) == ('she was "not in a hurry"', False)


def test_innermost_speaker_has_the_words() -> None:
    text = "A Senegalese delegate said that the king of Morocco had told him that the door was open."
    assert ("the king of Morocco", "the door was open") in told(text)


def test_words_end_at_a_semicolon() -> None:
    text = "The Danish admiral said two mines were found; the harbour stayed open."
    assert told(text) == [("The Danish admiral", "two mines were found")]


def test_adding_is_a_statement_of_its_own() -> None:
    text = "Otto Brandt said that the mine was safe, adding that talks would go on."
    assert told(text) == [("Otto Brandt", "the mine was safe"), ("Otto Brandt", "talks would go on")]


def test_quoted_as_saying() -> None:
    text = "Reza Karimi was quoted as saying that the ship had been released."
    assert told(text) == [("Reza Karimi", "the ship had been released")]


def test_dateline_does_not_speak() -> None:
    text = (
        "LAGOS — The finance minister, Ada Nwosu, told parliament on Tuesday that the loan would be repaid."
    )
    assert told(text) == [("Ada Nwosu", "the loan would be repaid")]


# Transcripts

BRIEFING = """SPOKESWOMAN ANNA BERG: Good afternoon. I have one announcement.

The lift is out of service.

Q: Is the treaty dead?

MS. BERG: It is asleep. Nobody has buried it.

Q: And the prisoners?

MS. BERG: (Laughs) Ask the next government."""


def test_transcript() -> None:
    found = [(each.speaker.name, each.quote) for each in read(BRIEFING)]
    assert found == [
        ("Anna Berg", "Good afternoon. I have one announcement.\n\nThe lift is out of service."),
        ("Q", "Is the treaty dead?"),
        ("Anna Berg", "It is asleep. Nobody has buried it."),
        ("Q", "And the prisoners?"),
        ("Anna Berg", "Ask the next government."),
    ]


def test_answers_belong_to_the_one_interviewed() -> None:
    text = "Response by the spokesperson, Mr Ravi Menon.\n\nQuestion: Any news?\n\nAnswer: None at all.\n\nIt rained in Delhi."
    assert ("Ravi Menon", "None at all.") in told(text)


@pytest.mark.parametrize(
    "text", ["Note: it rained.", "Correction: it was 191 MW.\n\nPhoto: R. Menon", "One: two.\nThree: four."]
)
def test_labels_that_are_no_transcript(text: str) -> None:
    assert turns(text) == ()


# Speakers


def speaker(text: str, at: int = -1) -> Statement:
    return read(text)[at]


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the New Front, Sidiki Ouattara Diomande, said it was late.",
        "A rebel commander named Sidiki Ouattara Diomande said it was late.",
        "A member of the mission, Sidiki Ouattara Diomande, said it was late.",
    ],
)
def test_name_beside_a_description_is_the_speaker(text: str) -> None:
    assert [name for name, _ in told(text)] == ["Sidiki Ouattara Diomande"]


def test_surname_has_its_fullest_form() -> None:
    text = "Lucia Ferro runs the port of Genoa. It was a good day. Ferro said that ships would return."
    assert speaker(text).speaker.name == "Lucia Ferro"


def test_rank_before_a_name_ends_no_sentence() -> None:
    assert told("“A plan came late,” says Prof. Ana Ruiz, who teaches in Lima.") == [
        ("Ana Ruiz", "A plan came late")
    ]


def test_surname_with_a_hyphen_is_whole() -> None:
    text = "“It is late,” said Gilles Thériault-Roy. “It is early,” Thériault-Roy added."
    assert [name for name, _ in told(text)] == ["Gilles Thériault-Roy", "Gilles Thériault-Roy"]


def test_pronoun_is_the_person_before() -> None:
    text = 'Lucia Ferro, an Italian harbour master, met the press. She said that the port was open. "It is," she added.'
    assert {each.speaker.name for each in read(text)} == {"Lucia Ferro"}


def test_pronoun_agrees_in_gender() -> None:
    text = "Mr Karl Lund met Mrs Lucia Ferro. He said that the port was open. She said that it was not."
    assert [name for name, _ in told(text)] == ["Karl Lund", "Lucia Ferro"]


def test_the_spokeswoman_is_the_person() -> None:
    text = "Ana Ruiz, a spokeswoman for Chile's foreign ministry, smiled. The spokeswoman said that the talks would go on."
    found = speaker(text)
    assert (found.speaker.name, found.speaker.code, found.anonymous) == ("Ana Ruiz", "CHL", False)


def test_it_is_the_state_before() -> None:
    assert speaker("Norway closed its border. It says that the closure will be short.").speaker.code == "NOR"


ROLES = [
    (
        "Ana Ruiz, a spokeswoman for Chile's foreign ministry, said it was late.",
        "a spokeswoman for Chile's foreign ministry",
        "CHL",
        "GOV",
    ),
    ("Turkish Foreign Minister Emre Aydin said it was late.", "Turkish Foreign Minister", "TUR", "GOV"),
    ("General Tomas Reyes of Peru said it was late.", "General", "PER", "MIL"),
    (
        "Oleg Titov, a Russian foreign policy expert based in the United Arab Emirates, said it was late.",
        None,
        "RUS",
        "EDU",
    ),
    (
        "Adil Mir, an Islamabad-based defence expert, said it was late.",
        "an Islamabad-based defence expert",
        "PAK",
        "EDU",
    ),
    (
        "Germany's ambassador to Nigeria, Jutta Voss, said it was late.",
        "Germany's ambassador to Nigeria",
        "DEU",
        "GOV",
    ),
    ("Nepal's former foreign secretary Madhu Thapa, now in Delhi, said it was late.", None, "NPL", "GOV"),
    ("Sani Bello, who advises the Ghanaian delegation, said it was late.", None, "GHA", None),
    ("“It is late,” said Jan Novak, a baker in Prague.", "a baker in Prague", "CZE", None),
    ("Peru waits. “It is late,” said Ann Lee, a historian at the University of Uppsala.", None, "SWE", None),
    (
        "Peru waits. “It is late,” said Ann Lee, a former negotiator who lectures in Zurich.",
        None,
        "CHE",
        None,
    ),
]


@pytest.mark.parametrize(("text", "role", "code", "sector"), ROLES)
def test_role_and_country(text: str, role: str | None, code: str, sector: str | None) -> None:
    found = speaker(text)
    assert found.speaker.code == code
    assert not found.anonymous
    assert role is None or found.speaker.role == role
    assert sector is None or found.speaker.sector == sector


ANONYMOUS = [
    ("One senior Pakistani military leader said it was late.", "One senior Pakistani military leader", "PAK"),
    ("Officials in Bratislava said it was late.", "Officials in Bratislava", "SVK"),
    ("Two diplomats in Santiago said it was late.", "Two diplomats in Santiago", None),
    ("A European diplomat said it was late.", "A European diplomat", None),
    ("A Thai official, speaking on condition of anonymity, said it was late.", "A Thai official", "THA"),
    ("A number of Indian diplomats said it was late.", "Indian diplomats", "IND"),
]


@pytest.mark.parametrize(("text", "name", "code"), ANONYMOUS)
def test_unnamed_speakers(text: str, name: str, code: str | None) -> None:
    found = speaker(text)
    assert (found.speaker.name, found.speaker.code, found.anonymous) == (name, code, True)


SCENES = [  # what the page tells of a speaker besides his description
    ("Turkey called it a threat. In Damascus an official said that the talks were over.", "SYR"),
    ("Russia called for restraint. In Beijing, the foreign ministry said that the matter was closed.", "CHN"),
    ("PARIS, May 3 - France agreed. A deputy foreign minister, Anna Berg, said that it was late.", "FRA"),
    ("“It is late,” said Yael Bar, who teaches Turkish history in Tel Aviv.", "ISR"),
    ("KYIV, May 3 - It will be late, according to an officer on the general staff in Paris.", "FRA"),
    ("No, according to an Indonesian diplomat in Canberra, who conceded that it was late.", "IDN"),
    ("A spokeswoman for the German embassy in Bangkok, Katrin Ahlers, said that it was late.", "DEU"),
    ("Norway and Egypt met. Norway asked for more. A congressional aide said that it was late.", "NOR"),
    ("Egypt gets arms from the United States. A congressional aide said that it was late.", "USA"),
    (
        "KIGALI, May 3 - A ship left.\n\nIn Lagos the army was called out. A baker said that it was late.",
        "NGA",
    ),
    (
        "KIGALI, May 3 - Rwanda waits for an answer.\n\nThe foreign ministry said that it was late.",
        "RWA",
    ),
    ("Chad and Sudan met. Diplomats from both countries said that it was late.", None),
    ("Canada and Britain said that it was late.", None),
    ("Kenya closed its border with Uganda. Economists warned that it was late.", None),
]


@pytest.mark.parametrize(("text", "code"), SCENES)
def test_country_of_those_whom_their_description_does_not_place(text: str, code: str | None) -> None:
    assert read(text)[-1].speaker.code == code


def test_one_person_has_one_country() -> None:
    text = (
        "LAGOS, May 3 - A port was closed. “It is late,” said Musa Adeyemi Bello, a baker.\n\n"
        "Norway and Chile agreed. “It is late,” Bello said again."
    )
    assert [each.speaker.code for each in read(text)] == ["NGA", "NGA"]


def test_states_and_armies_are_not_anonymous() -> None:
    assert not speaker("The Indian army said it was late.").anonymous
    assert not speaker("Moscow said it was late.").anonymous


def test_about_names_the_states_within() -> None:
    assert speaker("Anna Berg said that Peru would sell wheat to Chile.").about == ("CHL", "PER")


def test_speaker_span_is_where_the_words_stand() -> None:
    text = "It was late, said Anna Berg."
    found = speaker(text)
    assert text[found.speaker.start : found.speaker.end] == "Anna Berg"


# Properties

SNIPPETS = st.lists(
    st.sampled_from(
        [
            "Anna Berg said ", "“", "”", '"', "'", "‘", "’", "«", "»", "that the road was closed", ". ", ", ", "\n\n", "he added", ": ",
            "Q: ", "A: ", "MR. LUND: ", "Russia", " according to ", "the minister ", "denied having left", "; ", "its", " told ", "—", "(", ")",
        ]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SNIPPETS)
def test_quotes_are_slices_and_ids_unique(parts: list[str]) -> None:
    text = "".join(parts)
    found = read(text)
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert text[each.start : each.end] == each.quote
        assert each.quote.strip() == each.quote != ""
        assert 0 <= each.speaker.start <= each.speaker.end <= len(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(text[each.start : each.end] == each.quote for each in read(text))


def test_marks_with_nothing_between_them_are_no_statement() -> None:
    assert read('"," said Rita Diaz of Chile.') == ()


def test_reading_twice_gives_the_same() -> None:
    assert read(BRIEFING) == read(BRIEFING)


def test_quotation_scanner_is_linear() -> None:
    text = "He said 'no and \"yes and ‘maybe " * 40_000
    assert isinstance(quotations(text), tuple)
