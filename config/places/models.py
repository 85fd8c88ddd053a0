"""Where things are: postcodes, wards and council areas. Positions are geography(Point, 4326); distances are metres."""

from typing import ClassVar

from django.contrib.gis.db import models


class Area(models.Model):
    """A council's area, by ONS code."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Ward(models.Model):
    """A ward of a council, by ONS code, with its boundary."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=100)
    area_code = models.CharField(max_length=9, blank=True, help_text="ONS code of the council; blank when unknown")
    boundary = models.MultiPolygonField(spatial_index=False)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """A postcode of the ONS Postcode Directory; some have no position. Ended ones stay: old addresses use them."""

    code = models.CharField(max_length=8, primary_key=True, help_text="With one space: BD1 1HX")
    location = models.PointField(geography=True, null=True, spatial_index=False)
    area_code = models.CharField(max_length=9, blank=True, help_text="ONS code of the council; blank when unknown")
    ward = models.ForeignKey(Ward, on_delete=models.SET_NULL, null=True, blank=True)

    def __str__(self) -> str:
        return self.code
