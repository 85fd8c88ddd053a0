"""Words in a wish that may be about safety: self-harm, abuse, exploitation. They go to a person and are never read.

A small list on purpose: it looks for somebody speaking of themselves, or another telling what they said ("she says she
wants to hurt herself"), so that wishes to help others ("domestic abuse worker", "suicide prevention") stay wishes. It
is no substitute for a person who reads. Pure: no Django."""

import re

from opportunities.vocabulary.wording import plain

_SELF = r"(?:my ?self|me ?self|missen|mysen)"
_PEOPLE = (
    r"(?:mum|mam|dad|step ?dad|step ?mum|brother|sister|uncle|aunty?|cousin|boyfriend|girlfriend|partner|husband|wife"
    r"|ex|boss|carers?|staff|foster \w+|mates?|friends?|gang|older lads|dealer)"
)
_WHO = rf"(?:he|she|they|some(?:body|one)|people|(?:my |the )?{_PEOPLE})"
_HURT = r"(?:hit(?:s|ting)?|beat(?:s|ing)?|hurt(?:s|ing)?|touch(?:es|ed|ing)?|choke[sd]?|strangle[sd]?)"
_ABUSED = (
    r"(?:rape[ds]?|abuse[ds]?|abusing|molest(?:s|ed)?|groom(?:ed|ing)|assault(?:s|ed)?|traffick(?:s|ed)"
    r"|exploit(?:s|ed|ing)?)"
)
_ABUSED_BY = r"(?:raped|abused|molested|groomed|assaulted|trafficked|exploited)"
_FORCE = r"(?:make|makes|made|making|force|forces|forced|forcing)"
_DEMANDS = (
    r"(?:sell|selling|carry|deliver|drop|hold|run|steal|shoplift|sleep|have sex|send (?:nudes|pics|photos)|do things"
    r"|work for (?:free|nothing|no money)|do stuff i dont)"
)

_ALONE = r"^(?:suicid(?:e|al)|self harm(?:ing)?|abused?|raped?)$"
_SELF_HARM = (
    rf"(?:kill?|hurt|harm|cut)(?:t?ing)? {_SELF}",
    r"(?:s?he|they)(?: \w+){0,5} (?:kill|hurt|harm|cut)(?:t?ing)? (?:him|her|them)sel(?:f|ves)",
    r"(?:want|wanna|wish|going|gonna|rather)(?: to| i could)? die(?!(?: \w+){0,2} hair)",
    r"wish i (?:(?:was|were) dead|(?:wasnt|werent) (?:alive|here|born))",
    r"(?:better off|rather be) dead",
    r"(?:dont|do not|didnt) want to (?:live(?! (?:in|at|on|with|near|far))|be alive|be here any ?more|wake up|exist)",
    r"(?:end|ending) (?:my life|it all)",
    r"(?:take|taking) my own life",
    r"no point (?:in )?(?:living|being (?:alive|here))",
    r"(?:cant|cannot|can not|dont|do not) see (?:the|a|any|much) point (?:in |of |to )?"
    r"(?:owt|anything|living|life|it all)",
    r"(?:i am|im|feel|feeling|been) (?:so |really )?suicidal",
    r"(?:take|took|taken|taking) an overdose",
    r"(?:i|im|i am|been|my) self harm(?:ing|ed)?",
)
_ABUSE = (
    rf"{_WHO} (?:\w+ )?(?:is |are |was |were |keeps? |been |always )?(?:{_HURT}|{_ABUSED}) me",
    rf"{_ABUSED} me",
    rf"(?:i was|i am|im|i got|i keep getting|im getting|ive been|been) (?:being |been )?{_ABUSED_BY}",
    r"threaten(?:s|ed|ing)? (?:to \w+ )?me",
    rf"(?:scared|afraid|frightened|terrified) (?:of (?:him|her|them|my {_PEOPLE})|to go home|of going home)",
    r"(?:not|dont feel|never felt) safe (?:at home|here|where i live|with)",
    r"(?:im|i am) not safe",
)
_EXPLOITATION = (
    rf"{_FORCE} me (?:to )?{_DEMANDS}",
    r"(?:took|takes|taken|keeps|wont give (?:me )?(?:back )?) ?my (?:passport|documents|bank card|wages)",
    rf"{_WHO} wont let me (?:leave|go|eat|out|see|talk|have)",
    r"i owe (?:them|him|a dealer|dealers|the gang)",
    r"(?:running|doing) (?:county )?lines for",
    rf"sell(?:ing)? {_SELF}",
    r"my \w+ (?:has|have|is|was|got) (?:been |being )?cuckooed",
)
_WORRIES = re.compile(rf"{_ALONE}|\b(?:{'|'.join(_SELF_HARM + _ABUSE + _EXPLOITATION)})\b")


def is_worry(*wordings: str) -> bool:
    """Whether a text may speak of harm to the one who wrote it. Give it as written and with its spelling repaired."""
    return any(_WORRIES.search(plain(wording)) for wording in wordings)
