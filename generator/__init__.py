"""How records become a portal."""
