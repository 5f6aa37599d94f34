"""Reading at the registry: lists, messages, contents, reference data; and what may be changed by who reads."""
