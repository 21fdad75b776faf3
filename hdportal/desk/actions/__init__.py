"""The only code that saves incidents."""
