"""Base templates, components, and what every page needs around it."""
