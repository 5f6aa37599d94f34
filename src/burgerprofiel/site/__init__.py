"""The wiring: settings, addresses, servers, health. Imports everything, imported by nobody."""
