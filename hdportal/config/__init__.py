"""Wiring only: settings, addresses, command line."""
