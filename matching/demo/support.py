"""What invented employers say they can and cannot do to make an offer work; most say little, which is not a no."""

from random import Random

from matching.demo.draws import several, sometimes
from matching.demo.offers import Offer
from opportunities.vocabulary.kinds import kinds

SAID_SOMETHING = 0.75
AT_WORK = {
    "Mentor": 0.3, "Buddy": 0.25, "A supporter may come to the interview": 0.25, "Interview questions sent ahead": 0.25,
    "Work trial instead of an interview": 0.15, "Flexible hours": 0.18, "Same days, rota given early": 0.22,
    "Gradual start": 0.15, "Paid time for appointments": 0.18, "Clothes or kit supplied": 0.28, "Fares paid": 0.12,
    "Pick-up or lift": 0.05, "Shown as well as written": 0.22, "Weekly pay": 0.15, "Pay advance": 0.07,
    "A fair talk about a record": 0.14, "Quiet space": 0.08, "Start date can wait": 0.1, "Time to pray": 0.12,
    "Step-free place": 0.12, "School hours": 0.05,
}  # fmt: skip
ON_A_COURSE = {
    "Mentor": 0.2, "Fares paid": 0.4, "Laptop, phone or data lent": 0.3, "Help with English at work": 0.15,
    "Reading or writing software": 0.3, "Quiet space": 0.35, "Help with childcare costs": 0.25,
    "Childcare nearby": 0.15, "Gradual start": 0.2, "Step-free place": 0.35, "Time to pray": 0.3, "School hours": 0.15,
}  # fmt: skip
ON_A_VISIT = {
    "Someone to try the journey with": 0.12, "Fares paid": 0.25, "Buddy": 0.3, "Shown as well as written": 0.25,
    "Clothes or kit supplied": 0.15, "A supporter may come to the interview": 0.1, "Step-free place": 0.15,
}  # fmt: skip
BY_ROUTE = {"work": AT_WORK, "course": ON_A_COURSE, "host": ON_A_VISIT, "mentor": {"Flexible hours": 0.4}}
NOT_POSSIBLE = {
    "Step-free place": 0.08, "Some work from home": 0.12, "Childcare nearby": 0.06, "Seated or light tasks": 0.08,
    "Flexible hours": 0.05, "Quiet space": 0.05,
}  # fmt: skip


def support(random: Random, offer: Offer) -> tuple[list[str], list[str]]:
    """Labels of what is given, and of what was said not to be possible. A kept place comes with time for its group."""
    if offer.is_enabler or not sometimes(random, SAID_SOMETHING):
        return [], []
    given = several(random, BY_ROUTE[kinds()[offer.kind].route])
    if offer.is_ring_fenced:
        given.append("Time with other young people")
    if offer.remote:
        given.append("Some work from home")
    refused = several(random, NOT_POSSIBLE) if kinds()[offer.kind].route == "work" else []
    return given, [label for label in refused if label not in given]
