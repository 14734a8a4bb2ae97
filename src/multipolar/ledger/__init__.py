"""The book: records, the store that keeps them, stories and happenings, and the engine of measures."""
