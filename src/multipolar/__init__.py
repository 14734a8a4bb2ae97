"""multipolar: read news pages, keep the proof, measure which states move toward or away from each other."""

__version__ = "0.1.0"
