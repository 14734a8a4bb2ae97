"""From the ledger to numbers: series of a dyad, shifts, and the evidence for them.

In: a `Ledger`. Out: polars frames. A measure is one file with one function of its name; SQL stands in `sql/`,
constants in `settings.toml` and `status.csv`, each with its reason.
"""
