"""Figures and pages of what the measures found; nothing new is computed here.

In: a `Ledger` and the frames of `measure`. Out: Altair charts, SVG text, self-contained HTML files.
"""
