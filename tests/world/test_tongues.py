"""Names of states in other languages. Every sentence is invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.errors import WorldError
from multipolar.world.bodies import body
from multipolar.world.states import state
from multipolar.world.tongues import LANGUAGES, find_named, names

CASES = """
ar | وقعت الهند وروسيا اتفاقا في موسكو | الهند=IND روسيا=RUS موسكو=RUS
ar | قالت باكستان للهند إن الولايات المتحدة تراقب | باكستان=PAK للهند=IND المتحدة=USA
ar | زار الوزير تركيا وإيران ثم عاد إلى مصر | تركيا=TUR إيران=IRN مصر=EGY
ar | الأمم المتحدة والاتحاد الأوروبي في سوريا | المتحدة=UNO الأوروبي=EUU سوريا=SYR
ar | كتب رسالة طويلة إلى أخيه | -
ur | پاکستان نے امریکہ اور بھارت کے ساتھ بات چیت کی | پاکستان=PAK امریکہ=USA بھارت=IND
ur | روس نے چین کو تیل بیچا | روس=RUS چین=CHN
ur | اس نے ایک خط لکھا | -
fa | ایران و آمریکا در عراق گفتگو کردند | ایران=IRN آمریکا=USA عراق=IRQ
fa | روسیه به هند نفت فروخت | روسیه=RUS هند=IND
hi | भारत और रूस ने समझौता किया | भारत=IND रूस=RUS
hi | अमेरिका ने पाकिस्तान को मदद दी | अमेरिका=USA पाकिस्तान=PAK
ru | Россия продала Индии вертолёты, а США промолчали | Россия=RUS Индии=IND США=USA
ru | Переговоры с Южной Кореей и Японией прошли в Китае | Южной=KOR Японией=JPN Китае=CHN
ru | Премьер Пакистана прибыл в Россию из Турции | Пакистана=PAK Россию=RUS Турции=TUR
ru | Малый театр открылся, а мали и чадо спали | -
zh | 中国和俄罗斯签署协议，美国表示关注 | 中国=CHN 俄罗斯=RUS 美国=USA
zh | 印度与韩国举行会谈 | 印度=IND 韩国=KOR
fr | La Russie et l'Inde ont signé ; les États-Unis s'inquiètent | Russie=RUS Inde=IND États-Unis=USA
fr | Le Mali et le Tchad ferment la frontière du Niger | Mali=MLI Tchad=TCD Niger=NER
fr | il a mis du mali dans le chili | -
es | España y Brasil pidieron a EE. UU. que hablara con Corea del Sur | España=ESP Brasil=BRA EE.=USA Corea=KOR
tr | Türkiye, Rusya'nın teklifini ve İran'ı görüştü | Türkiye=TUR Rusya=RUS İran=IRN
tr | ABD ile Çin arasında | ABD=USA Çin=CHN
de | Russlands Minister reiste nach Indien, die USA schwiegen | Russlands=RUS Indien=IND USA=USA
de | er lobte die polen und den iran im allgemeinen | -
""".strip().splitlines()


def parts(line: str) -> tuple[str, str, list[tuple[str, str]]]:
    language, text, wanted = (part.strip() for part in line.split("|"))
    pairs = [] if wanted == "-" else [tuple(pair.split("=")) for pair in wanted.split()]
    return language, text, pairs  # type: ignore[return-value]


@pytest.mark.parametrize("line", CASES)
def test_states_are_named(line: str):
    language, text, wanted = parts(line)
    found = find_named(text, language)
    assert [each.code for each in found] == [code for _, code in wanted]
    assert all(word in text[each.start : each.end] for each, (word, _) in zip(found, wanted, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_states(language: str):
    codes = set(names(language).values())
    assert len(codes) >= 190
    assert {"USA", "RUS", "CHN", "IND", "PAK", "XKX", "TWN", "PSE", "EUU", "UNO"} <= codes
    for code in codes:
        try:
            assert state(code)
        except WorldError:
            assert body(code)


def test_other_languages_have_no_names():
    assert find_named("Venäjä ja Intia", "fi") == []


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str):
    found = find_named(text, language)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
