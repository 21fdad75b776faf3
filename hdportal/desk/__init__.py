"""Incidents and their timeline; the desk comes to stand here."""
