"""Editing in the browser: what a local site answers besides its pages, from request to commit."""
