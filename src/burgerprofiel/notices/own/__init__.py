"""What a citizen does with the own notices."""
