"""The same server and browser as the end-to-end tests."""

from tests.e2e.conftest import browser, server

__all__ = ["browser", "server"]
