"""What will be won, by when, and how sure that is: computed from the history alone."""
