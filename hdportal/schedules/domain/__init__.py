"""Opening hours as plain values, and the arithmetic of support time."""
