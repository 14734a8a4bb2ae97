"""The bench of stories: the collection has the size that is asked for, and most of its copies are found."""

from bench.stories import linked, stories


def test_a_collection_is_linked():
    found = linked(400)
    assert found.documents == 400
    assert 360 <= found.stories < 372
    assert found.wall > 0


def test_the_rows_say_how_long_it_takes_and_how_much_memory():
    rows = []
    stories(lambda *row, peak: rows.append((*row, peak)), 80)
    assert [row[0].split(" into")[0] for row in rows[:2]] == ["20 documents", "80 documents"]
    assert all(row[-1] > 10 for row in rows)
