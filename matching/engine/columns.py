"""Columns of a profile: each type states its dtype and what stands for "not known yet"; both fill and check tables."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

UNKNOWN_DAY = int(np.iinfo(np.int32).min)
EPOCH = date(1970, 1, 1)

Bits: TypeAlias = NDArray[np.uint64]
Bools: TypeAlias = NDArray[np.bool_]
Bytes: TypeAlias = NDArray[np.int8]
Doubles: TypeAlias = NDArray[np.float64]
Floats: TypeAlias = NDArray[np.float32]
Index: TypeAlias = NDArray[np.integer[Any]]
Ints: TypeAlias = NDArray[np.int32]
Points: TypeAlias = NDArray[np.int16]


class Column(NamedTuple):
    """What a column holds: its dtype, and the value that fills it when nothing is given."""

    dtype: type[np.generic]
    unknown: object


Days: TypeAlias = Annotated[NDArray[np.int32], Column(np.int32, UNKNOWN_DAY)]
Codes: TypeAlias = Annotated[NDArray[np.int32], Column(np.int32, -1)]
Counts: TypeAlias = Annotated[NDArray[np.int32], Column(np.int32, 0)]
Categories: TypeAlias = Annotated[NDArray[np.int16], Column(np.int16, -1)]
Choices: TypeAlias = Annotated[NDArray[np.int8], Column(np.int8, -1)]
Ordinals: TypeAlias = Annotated[NDArray[np.int8], Column(np.int8, 0)]
Degrees: TypeAlias = Annotated[NDArray[np.float64], Column(np.float64, np.nan)]
Amounts: TypeAlias = Annotated[NDArray[np.float32], Column(np.float32, np.nan)]
Masks: TypeAlias = Annotated[NDArray[np.uint64], Column(np.uint64, 0)]
Flags: TypeAlias = Annotated[NDArray[np.bool_], Column(np.bool_, False)]
Texts: TypeAlias = Annotated[NDArray[np.object_], Column(np.object_, "")]


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(EPOCH.toordinal() + int(number))


def columns_of(cls: type[Any]) -> dict[str, Column]:
    """The columns of a dataclass by name: fields whose type says so; an outer note goes before an inner one."""
    notes = {spec.name: getattr(spec.type, "__metadata__", ()) for spec in fields(cls)}
    return {name: found[-1] for name, found in notes.items() if found}


def filled(cls: type[Any], rows: int, known: Mapping[str, object]) -> dict[str, Any]:
    """The columns of `cls` as arrays of their own dtype, filled with their unknown where none is given."""
    columns = columns_of(cls)
    strange = known.keys() - columns.keys()
    require(not strange, f"{cls.__name__} has no column called {', '.join(sorted(strange))}.")
    return {name: _array(known.get(name), rows, column) for name, column in columns.items()}


def _array(values: Any, rows: int, column: Column) -> NDArray[Any]:
    if values is None:
        values = (column.unknown for _ in range(rows))
    if column.dtype is np.object_ or not hasattr(values, "__len__"):
        return np.fromiter(values, column.dtype)
    return np.asarray(values, column.dtype)


def check_columns(table: object, rows: int, name: str) -> None:
    """Raise ValueError naming the first column that is not one value a row of its own dtype."""
    for key, column in columns_of(type(table)).items():
        values = getattr(table, key)
        fits = isinstance(values, np.ndarray) and values.dtype == column.dtype and values.shape == (rows,)
        require(fits, f"{name}.{key}: give a {np.dtype(column.dtype)} array of shape ({rows},).")


def require(holds: object, sentence: str) -> None:
    """Raise ValueError with the sentence unless it holds."""
    if not holds:
        raise ValueError(sentence)


def within(values: NDArray[Any], low: float, high: float) -> bool:
    """Whether every value that is not NaN lies in low..high."""
    known = values[~np.isnan(values)] if values.dtype.kind == "f" else values
    return known.size == 0 or bool(known.min() >= low and known.max() <= high)


def slots(owner: NDArray[np.int32], rows: int) -> Index:
    """Shape (rows, most per row): places of each row's entries in a flattened, sorted list, -1 where there are none."""
    count = np.bincount(owner, minlength=rows)
    table = np.full((rows, int(count.max(initial=0))), -1, np.intp)
    position = np.arange(owner.size) - np.repeat(np.cumsum(count) - count, count)
    table[owner, position] = np.arange(owner.size)
    return table


def check_places(latitude: Doubles, longitude: Doubles, name: str) -> None:
    """Raise ValueError unless places are degrees, both known or both NaN."""
    require(latitude.shape == longitude.shape, f"{name}: give as many latitudes as longitudes.")
    both = (np.isnan(latitude) == np.isnan(longitude)).all()
    require(both, f"{name}: give latitude and longitude together, or NaN for both.")
    degrees = within(latitude, -90, 90) and within(longitude, -180, 180)
    require(degrees, f"{name}: give degrees, latitude -90 to 90 and longitude -180 to 180.")


def check_vectors(vectors: csr_matrix, name: str, *, least: float = 0) -> None:
    """Raise ValueError unless text vectors are float32, of `least` or more, and what is above 0 at most of length 1."""
    require(vectors.dtype == np.float32 and vectors.format == "csr", f"{name}.vectors: give a float32 csr matrix.")
    require(within(vectors.data, least, np.inf), f"{name}.vectors: give numbers of {least} or more.")
    above = vectors.maximum(0)
    longest = above.multiply(above).sum(axis=1).max() if vectors.shape[0] else 0
    require(longest <= 1.001, f"{name}.vectors: scale each row to length 1.")


def on_sphere(latitude: Doubles, longitude: Doubles) -> Doubles:
    """Shape (3, rows): points of the unit sphere; NaN stays NaN."""
    north, east = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
