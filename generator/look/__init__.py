"""How values look: templates, tables, charts and small pictures, and the wall against markup."""
