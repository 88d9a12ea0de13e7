"""How records and repositories come into being: ids, words, edits, editors, a first repository."""
