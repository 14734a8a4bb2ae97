"""Slots: who stands where about a word that tells an act. Every sentence is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from multipolar.read.coders.clause import antecedent, coordinated, governor, passive, slots

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    Word = Callable[[str, str], Token]

# sentence | trigger | slots that must be there; "!" before one that must not
SLOTS = """
Norway sold six frigates to Chile. | sold | subj=Norway obj=frigates to=Chile
Norway gave Chile six ships. | gave | subj=Norway iobj=Chile obj=ships
Norway gave six ships to Chile. | gave | subj=Norway obj=ships to=Chile
Chilean forces shelled Peruvian positions. | shelled | subj=forces obj=positions
Norway expelled the ambassador of Chile. | expelled | subj=Norway obj=ambassador of=Chile
Six frigates were sold to Chile by Norway. | sold | obj=frigates to=Chile by=Norway !subj=frigates
The town was shelled by Syria. | shelled | obj=town by=Syria !subj=town
Chile was invaded. | invaded | obj=Chile !subj=Chile
Chile was accused by Norway of spying on Peru. | accused | obj=Chile by=Norway
The pact signed by Norway with Chile expired. | signed | obj=pact by=Norway with=Chile
Ships bought from Norway arrived. | bought | obj=Ships from=Norway
Norway hopes to buy ships from Chile. | buy | subj=Norway obj=ships from=Chile
Norway has agreed to sell ships to Chile. | sell | subj=Norway obj=ships to=Chile
Norway continued to supply Chile with ships. | supply | subj=Norway obj=Chile with=ships
The minister wants Kenya to sign the pact. | sign | subj=Kenya obj=pact !subj=minister
By attacking Chile, Norway broke the pact. | attacking | subj=Norway obj=Chile
Norway, which sold ships to Chile, attacked Peru. | sold | subj=Norway obj=ships to=Chile !subj=which
The envoy who visited Lima left. | visited | subj=envoy obj=Lima !subj=who
Norway and Chile signed a pact with Peru. | signed | subj=Norway subj=Chile obj=pact with=Peru
Norway met Chile and Peru. | met | subj=Norway obj=Chile obj=Peru
Norway attacked Chile and invaded Peru. | invaded | subj=Norway obj=Peru !obj=Chile
Norway, Chile and Peru met in Lima. | met | subj=Norway subj=Chile subj=Peru in=Lima
Norway held talks with Chile. | talks | subj=Norway with=Chile
Norway paid a visit to Chile. | visit | subj=Norway to=Chile
Norway lodged a protest with Chile. | protest | subj=Norway with=Chile
The arms embargo on Norway was lifted by Chile. | embargo | on=Norway by=Chile
Norway finalised plans to buy ships from Chile. | buy | subj=Norway obj=ships from=Chile
Norway's decision to sell ships to Chile angered Peru. | sell | subj=Norway obj=ships
The visit to Lima by the Danish minister ended. | visit | to=Lima by=minister
Norway's attack on Chile failed. | attack | poss=Norway on=Chile
Talks between Norway and Chile failed. | Talks | between=Norway between=Chile
The agreement with Norway was signed by Chile. | agreement | with=Norway by=Chile
""".strip().splitlines()


@pytest.mark.parametrize("line", SLOTS)
def test_slots(line: str, word: Word):
    sentence, trigger, told = (part.strip() for part in line.split("|"))
    found = {f"{slot}={head}" for slot, head in slots(word(sentence, trigger))}
    wanted = {each for each in told.split() if not each.startswith("!")}
    assert wanted <= found
    assert not {each[1:] for each in told.split()} & found


def test_slots_are_told_once(word: Word):
    found = slots(word("Norway, Chile and Peru held talks with Kenya and Ghana.", "talks"))
    assert len(found) == len(set(found))


def test_coordinated_goes_through_lists(word: Word):
    head = word("Norway, Chile, Peru and Kenya met.", "Norway")
    assert [token.text for token in coordinated(head)] == ["Norway", "Chile", "Peru", "Kenya"]


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("The ship was seized.", "seized", True),
        ("Norway was attacked by Chile.", "attacked", True),
        ("The ship seized by Chile sank.", "seized", True),
        ("Norway seized the ship.", "seized", False),
        ("Norway has seized the ship.", "seized", False),
    ],
)
def test_passive(sentence: str, verb: str, *, expected: bool, word: Word):
    assert passive(word(sentence, verb)) is expected


def test_governor_is_the_verb_that_has_the_noun(word: Word):
    assert governor(word("Norway held long talks with Chile.", "talks")).text == "held"
    assert governor(word("The talks were cancelled.", "talks")).text == "cancelled"
    assert governor(word("The talks failed.", "talks")) is None


def test_antecedent_of_a_relative_pronoun(word: Word):
    assert antecedent(word("The envoy who visited Lima left.", "who")).text == "envoy"
    assert antecedent(word("The envoy visited Lima.", "envoy")).text == "envoy"
