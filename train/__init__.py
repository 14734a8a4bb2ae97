"""Training of the coders on the corpus: `make train`. Nothing here is needed to run multipolar."""
