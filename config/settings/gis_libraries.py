"""GDAL and GEOS for GeoDjango, from the wheels of pyogrio and shapely; None leaves the search to Django.

The wheels spare a machine the system's libraries, and Debian 12's own GDAL is one that Django warns of (gis.W001).
"""

import os
from importlib.util import find_spec
from pathlib import Path


def library_in_wheel(package: str, name: str) -> str | None:
    """The path of a shared library that a package's wheel carries: in `package.libs` on Linux, `.dylibs` on macOS."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    found = [*home.with_name(f"{package}.libs").glob(f"{name}-*.so*"), *(home / ".dylibs").glob(f"{name}.*dylib")]
    return str(found[0]) if found else None


GDAL_LIBRARY_PATH = library_in_wheel("pyogrio", "libgdal")
GEOS_LIBRARY_PATH = library_in_wheel("shapely", "libgeos_c")

if GDAL_LIBRARY_PATH:
    # Set for another copy of PROJ, these would lead this one to a database of coordinate systems that it cannot read.
    os.environ.pop("PROJ_DATA", None)
    os.environ.pop("PROJ_LIB", None)
