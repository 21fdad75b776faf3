"""The yardstick: a trivial application without rules or rights. Frozen, see README."""
