"""Evaluation: how much of annotated pages a coder finds, with intervals; the gold is data, never training."""
