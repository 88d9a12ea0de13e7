"""The site: pages laid out for the engine, record pages stamped, all put in place at once."""
