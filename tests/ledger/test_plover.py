from importlib.resources import files

import pytest

from multipolar.errors import UsageError
from multipolar.ledger import plover


def test_the_table_has_sixteen_types_in_the_order_of_the_manual():
    names = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    assert " ".join(plover.types()) == f"{names} COERCE ASSAULT"
    assert len(plover.acts()) == 82
    assert len({(act.type, act.mode) for act in plover.acts()}) == 82


@pytest.mark.parametrize(
    ("kind", "mode", "score", "quad", "cameo"),
    [
        ("CONSULT", "visit", 4.0, 1, "042"),
        ("CONSULT", "phone", 1.5, 1, "041"),
        ("COOPERATE", None, 9.5, 2, "060"),
        ("ACCUSE", None, -3.0, 3, "112"),
        ("SANCTION", "expel", -5.5, 4, "166"),
        ("ASSAULT", "unconventional", -10.0, 4, "204"),
        ("AID", "no such mode", 10.0, 2, "070"),
    ],
)
def test_values_of_the_manual(kind: str, mode: str | None, score: float, quad: int, cameo: str):
    assert (plover.score(kind, mode), plover.quad(kind), plover.cameo(kind, mode)) == (score, quad, cameo)


def test_scores_have_the_sign_of_their_quad():
    for act in plover.acts():
        assert act.score > 0 if act.quad < 3 else act.score <= 0.5
        assert act.cameo.isdigit()
        assert 3 <= len(act.cameo) <= 4


def test_an_unknown_type_is_refused():
    with pytest.raises(UsageError, match="no type of act; the types are AGREE, CONSULT"):
        plover.score("FIGHT")
    with pytest.raises(UsageError):
        plover.modes("DEMAND")
    assert plover.modes("CONSULT") == ("visit", "third-party", "multilateral", "phone")
    assert plover.modes("AID") == ()


def test_the_table_carries_its_licence():
    words = files("multipolar.ledger").joinpath("plover.LICENSE.md").read_text("utf-8")
    assert "CC BY-SA" in words or "ShareAlike 4.0" in words
    assert "openeventdata/PLOVER" in words.replace("https://github.com/", "")
