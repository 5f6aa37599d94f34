"""Value types and tools that know nothing of the domain. Everybody uses the kit; the kit uses nobody."""
