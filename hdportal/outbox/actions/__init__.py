"""The only code that writes outbox rows."""
