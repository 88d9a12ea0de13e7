"""A content editor for the records: the configuration and page of Decap CMS, or of Sveltia."""
