"""The year of the return that a page is about: the one that runs now, unless the address names another."""

from datetime import date
from functools import cached_property

from django.http import HttpRequest

from config.refusal import Refused
from matching.desks.lists import CouncilScreen
from matching.reports.oc3 import Oc3Return, oc3_return
from matching.reports.oc3_rules import ReturnYear, return_year

SHOWN = 3


class OfYear(CouncilScreen):
    request: HttpRequest
    today: date

    @cached_property
    def year(self) -> ReturnYear:
        asked = self.request.GET.get("year", "")
        if not asked.isdecimal():
            return self.running
        try:
            return return_year(int(asked), self.today)
        except Refused:
            return self.running

    @property
    def running(self) -> ReturnYear:
        return ReturnYear(self.today.year + (self.today.month > 3))

    @property
    def years(self) -> list[ReturnYear]:
        return [ReturnYear(self.running.ends_in - back) for back in range(SHOWN)]

    @cached_property
    def oc3(self) -> Oc3Return:
        return oc3_return(self.council, self.year, self.today)
