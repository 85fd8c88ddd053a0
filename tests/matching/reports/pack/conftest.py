from tests.factories.chain import on_the_day

__all__ = ["on_the_day"]
