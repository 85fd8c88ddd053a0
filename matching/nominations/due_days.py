"""Due days of the chain. The rule itself stands with the coded list that it reads."""

from config.reference.due_days import add_working_days, bank_holidays, due_on, is_working_day

__all__ = ["add_working_days", "bank_holidays", "due_on", "is_working_day"]
