"""The bench of backups: it gives a speed and what it is beside, and leaves nothing behind."""

from bench import keeping


def test_backups_are_measured_beside_a_plain_copy(monkeypatch):
    monkeypatch.setattr(keeping, "RUNS", 1)
    monkeypatch.setattr(keeping, "SIZE", 500)
    rows = []
    keeping.backups(lambda *row: rows.append(row), 100)
    assert [what.split(" ")[0] for what, *_ in rows] == ["backup", "export"]
    assert all(speed.endswith(" MB/s") for _, speed, _, _ in rows)
    assert all(ratio > 0 for *_, ratio in rows)
