"""What can be allowed. A permission is one verb on one subject; roles gather them (`roles.py`)."""

from enum import StrEnum


class Permission(StrEnum):
    """Each value is the sentence shown on the page "who may do what"."""

    SEE_OWN_CASELOAD = "See the young people on their own caseload"
    SEE_TEAM_CASELOAD = "See the young people of their team, and those with no adviser"
    SEE_COUNCIL_PEOPLE = "See who is in the council's cohort and what they hope for"
    RECORD_ASPIRATIONS = "Record and correct what a young person hopes for"
    RUN_AUDIT_ROUNDS = "Open and close rounds of the aspiration audit"
    DRAW_UP_SHORTLISTS = "Draw up shortlists and act against the ranking with a reason"
    NOMINATE = "Put a young person forward, with their agreement to share"
    RECORD_PROGRESS = "Record interviews, offers, starts and outcomes"
    ASSIGN_ADVISER = "Give a young person an adviser, or cover for one"
    SEE_AGENDA = "See the agenda of a panel meeting and the young people on it"
    DECIDE_AT_PANEL = "Record decisions and main reasons at the panel"
    CHAIR_PANEL = "Call, freeze, open and close a panel meeting"
    IMPORT_PEOPLE = "Load the cohort file and the audit sheet"
    IMPORT_OFFERS = "Load pledge sheets and vacancy feeds"
    KEEP_EMPLOYERS = "Keep the register of employers, events and pledges"
    POST_OPPORTUNITY = "Write and change opportunities"
    REVIEW_BARRIERS = "Review a council vacancy's entry requirements before it goes live"
    ANSWER_NOMINATIONS = "Answer for their own organisation when a young person is introduced"
    SEE_FIGURES = "See figures, never a name"
    EXPORT_RETURNS = "Export the statutory return"
    MANAGE_USERS = "Manage users and roles"
    MANAGE_REFERENCE = "Change weights, wording and dated figures"
    SEE_TIMETABLE = "See when background work ran last, and what came of it"
    RUN_JOBS = "Have a job of the timetable done now"


class Scope(StrEnum):
    """What a program's token may ask for; its user's roles are judged besides."""

    READ_OFFERS = "offers:read"
    WRITE_OFFERS = "offers:write"
    READ_FIGURES = "figures:read"
    READ_PEOPLE = "people:read"
    WRITE_PEOPLE = "people:write"
    READ_NOMINATIONS = "nominations:read"
    WRITE_NOMINATIONS = "nominations:write"
    READ_PANEL = "panel:read"
    WRITE_PANEL = "panel:write"


ABOUT_PEOPLE = frozenset(
    {
        Scope.READ_PEOPLE,
        Scope.WRITE_PEOPLE,
        Scope.READ_NOMINATIONS,
        Scope.WRITE_NOMINATIONS,
        Scope.READ_PANEL,
        Scope.WRITE_PANEL,
    }
)
"""Only the user in whose name a program acts can let it know about young people: nobody else for them."""
