"""Records as YAML text: the strict reader, its positions, and the canonical writer."""
