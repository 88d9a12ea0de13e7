"""What a record is: one kind a file, read by people, editors and the generator alike."""
