"""The checks of the OpenID Foundation's conformance suite, each under its own name; docs/conformance.md tells of it."""
