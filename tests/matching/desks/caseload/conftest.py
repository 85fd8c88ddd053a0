"""The clock of these tests begins at noon of the day that the factories use."""

from tests.factories.chain import on_the_day

__all__ = ["on_the_day"]
