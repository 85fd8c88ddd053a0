"""Reading published tables from a sheet: csv, xlsx or xls, with the columns Table, Label, Code, Number."""

from collections import defaultdict
from pathlib import Path

from aspirations.spells.activity import EET_CODES, NEET_CODES, NO_INFORMATION
from config.imports.sheets import SheetError, read_sheet
from matching.reports.reconciliation import Tables

COLUMNS = ("Table", "Label", "Code", "Number")
PEOPLE, ACTIVITIES = "people", "activities"
CODES = EET_CODES | NEET_CODES | {NO_INFORMATION}


def published_tables(path: Path) -> Tables:
    """The tables of a report. Raises SheetError naming the row that cannot be read.

    One row of the table "people" states how many young people it is about. Rows of "activities" have an SSDA903 code.
    Every other table is called what its rows call it, and should add up to the people.
    """
    sheet = read_sheet(path, path.name)
    if missing := [column for column in COLUMNS if column not in sheet.columns]:
        raise SheetError(f"“{path.name}” has no column “{missing[0]}”. It needs: {', '.join(COLUMNS)}.")
    stated, activities, others = [], [], defaultdict[str, dict[str, int]](dict)
    for row, place in zip(sheet.rows, sheet.numbers, strict=True):
        table, number = row["Table"].casefold(), _number(row["Number"], place)
        if table == PEOPLE:
            stated.append(number)
        elif table == ACTIVITIES:
            activities.append((_code(row["Code"], place), number))
        else:
            others[table][row["Label"] or f"row {place}"] = number
    if len(stated) != 1:
        raise SheetError(f"“{path.name}” needs one row of the table “people” that says how many there are.")
    return Tables(stated[0], tuple(activities), others)


def _number(text: str, place: int) -> int:
    if not text.replace(",", "").isdecimal():
        raise SheetError(f"Row {place}: “{text}” is not a number of people. Write it in digits, such as 59.")
    return int(text.replace(",", ""))


def _code(text: str, place: int) -> str:
    code = text.upper()
    if code not in CODES:
        raise SheetError(f"Row {place}: “{text}” is no activity code of the SSDA903. Write one, such as F2, G5 or 0.")
    return code
