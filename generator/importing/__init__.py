"""CSV files to records, through a mapping file: nothing is written before everything is known."""
