"""Ages that an opportunity asks for, as a requirement holds them: '16-24', '18-' or '-24'."""

import re

SHAPE = re.compile(r"^(\d*)-(\d*)$")


def read_ages(value: str) -> tuple[int | None, int | None]:
    """Youngest and oldest age in whole years; None where it is open."""
    found = SHAPE.match(value)
    return (int(found[1]) if found[1] else None, int(found[2]) if found[2] else None) if found else (None, None)
