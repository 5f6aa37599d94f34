"""Who hears of a wrong fact: by source, from the operator's file."""
