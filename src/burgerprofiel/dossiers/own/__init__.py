"""What a citizen, or who acts for an organisation, has of dossiers: one list of what lies here and what MAGDA knows."""
