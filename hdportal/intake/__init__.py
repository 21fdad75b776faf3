"""Forms as data: fields, conditions, required information, one engine."""
