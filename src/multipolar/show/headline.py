"""What a shift says, in one sentence.

In: a row of `measure.shifts`. Out: who moves toward or away from whom, since when, how sure, from how much.
"""

from __future__ import annotations

from typing import Any

from multipolar.show.words import count, month, percent, within, word


def headline(shift: dict[str, Any]) -> str:
    """Return who moved which way and since when."""
    a, b = shift["mover"], shift["b"] if shift["mover"] == shift["a"] else shift["a"]
    way = "toward" if shift["direction"] == "toward" else "away from"
    since = month(shift["since"])
    if a is None:
        each = (
            f"{within(shift['a'])} and {within(shift['b'])} have moved {way} each other since about {since}."
        )
        return each[0].upper() + each[1:]
    one = within(a)
    return f"{one[0].upper()}{one[1:]} has moved {way} {within(b)} since about {since}."


def certainty(shift: dict[str, Any]) -> str:
    """Return how sure that is and what it rests on."""
    low, high = month(shift["since_low"]), month(shift["since_high"])
    when = f"in {low}" if low == high else f"between {low} and {high}"
    acts, sources = count(shift["n_happening"], "act"), count(shift["n_source"], "independent source")
    against = len(shift["against"])
    verb = "points" if against == 1 else "point"
    other = f"; {count(against, 'act')} since then {verb} the other way." if against else "."
    rest = f"It rests on {acts} told by {sources}{other}"
    return (
        f"Probability {percent(shift['probability'])}; {word('kind', shift['kind'])}. "
        f"It began {when} with a chance of nine in ten. {rest}"
    )


def quiet(a: str, b: str) -> str:
    """Return the sentence for a dyad without a shift."""
    return f"No shift between {within(a)} and {within(b)} is likelier than not."
