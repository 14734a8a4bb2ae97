"""Benches: `make bench` prints a table of ratios, each beside what a user would take instead, with memory."""
