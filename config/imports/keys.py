"""Comparing the references that people type: capitals and spaces make no other reference."""


def plain_key(text: str) -> str:
    """ " ab 12" and "AB12" are one."""
    return "".join(text.split()).upper()
