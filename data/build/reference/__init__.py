"""Builds the territorial reference of the Nord from pinned registry packages: `python -m data.build.reference`."""
