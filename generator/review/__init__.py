"""A review of a branch: what merging it does to the quarter, to the records and to the laws."""
