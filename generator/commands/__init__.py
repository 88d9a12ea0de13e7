"""The commands, one a file: what each takes, does and prints."""
