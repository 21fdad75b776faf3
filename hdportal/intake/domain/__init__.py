"""Forms as plain data: what a field is, when it shows, what is missing."""
