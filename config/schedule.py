"""The timetable: everything the service does by itself, and when, on London's clock.

What a job does stands in the `tasks.py` of its room, named here by a string so that config imports no app. Every job
is worked through council by council, may be run twice on a day, and has each effect once.
"""

from config.jobs.job import Job
from config.jobs.times import daily, every_minute, monthly, on_weekdays

JOBS: tuple[Job, ...] = (
    Job("outbox", "Send mails, and tell of concerns nobody took", every_minute(), "config.outbox.tasks.mails_due",
        "{n} mails sent today"),
    Job("webhooks", "Tell other systems what happened", every_minute(), "config.outbox.tasks.events_due",
        "{n} events told today"),
    Job("rerank", "Draw up again the shortlists that change", every_minute(), "matching.shortlists.tasks.changed",
        "{n} new lists today"),
    Job("rank", "Draw up everybody's shortlist", daily("02:30"), "matching.shortlists.tasks.everybody",
        "{n} young people have a new list", minutes=20),
    Job("trail", "Check that the audit trail is whole", daily("03:30"), "config.audit_trail.tasks.verified",
        "{n} events, all whole", minutes=20),
    Job("feeds", "Fetch the feeds that are followed", daily("05:00"), "matching.nominations.tasks.feeds",
        "{n} offers new, changed or closed"),
    Job("freshness", "Ask whether offers still stand", daily("06:30"), "opportunities.tasks.freshness",
        "{n} offers paused or employers asked"),
    Job("answers", "Ask employers for answers, note silences", daily("07:00"),
        "matching.nominations.tasks.employers_answers", "{n} mails left or silences noted", late_hours=12),
    Job("milestones", "Ask how a start goes", daily("07:10"), "matching.outcomes.tasks.milestones",
        "{n} mails left", late_hours=12),
    Job("interviews", "Tell advisers of today's interviews", daily("07:20"),
        "matching.nominations.tasks.interviews_today", "{n} advisers told", late_hours=12),
    Job("breaches", "Tell of guaranteed interviews that are late", daily("07:30"),
        "matching.nominations.tasks.breaches", "{n} mails left", late_hours=12),
    Job("receipts", "Ask which mails did not arrive", daily("07:45"), "config.outbox.tasks.receipts",
        "{n} mails did not arrive"),
    Job("digests", "Send the morning's mails", on_weekdays("08:00"), "matching.desks.digests.tasks.mails",
        "{n} mails left", late_hours=8),
    Job("pack", "Draw up the month's pack", monthly("23:15"), "matching.reports.pack.tasks.monthly_pack",
        "{n} packs drawn up"),
)  # fmt: skip
"""In the order of a day."""
