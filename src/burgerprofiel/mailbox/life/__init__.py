"""What age, death and a citizen's own choices mean for their box (C3, C10, C11, C16): a table, not a chain of ifs."""
