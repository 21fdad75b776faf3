"""Register the checks that come with the portal, by importing them."""

from importlib import import_module

for _name in ("settings", "database", "work", "places"):
    import_module(f"hdportal.upkeep.doctor.{_name}")
