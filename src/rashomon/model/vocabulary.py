"""The closed vocabularies of the public formats. A value outside them is an error, never a default."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What a speaker does with words. Only the perpetrator's own word is a ``claim`` or ``admit``."""

    CLAIM = "claim"
    ADMIT = "admit"
    DENY = "deny"
    ACCUSE = "accuse"
    FIND = "find"
    ASSESS = "assess"
    TESTIFY = "testify"
    CONDEMN = "condemn"
    RETRACT = "retract"
    THREATEN = "threaten"
    REPORT = "report"


class Status(StrEnum):
    """Attribution status after MUC-4 slot 11 (organisation confidence)."""

    FACT = "fact"
    CLAIMED = "claimed"
    ACCUSED_BY_AUTHORITIES = "accused_by_authorities"
    ACCUSED = "accused"
    POSSIBLE = "possible"
    ACQUITTED = "acquitted"


class Polarity(StrEnum):
    """Whether the content is put forward or rejected."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How firmly the content is put forward."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    CONDITIONAL = "conditional"
    HYPOTHETICAL = "hypothetical"
    QUESTION = "question"


class Mode(StrEnum):
    """How the words reach the page; ``outlet`` is the outlet's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OUTLET = "outlet"


class Basis(StrEnum):
    """How the speaker is said to know."""

    WITNESSED = "witnessed"
    DEDUCED = "deduced"
    TOLD = "told"
    UNKNOWN = "unknown"


class Facet(StrEnum):
    """What a statement asserts something about."""

    PERPETRATOR = "perpetrator"
    ADOPTER = "adopter"
    CLAIMANT = "claimant"
    AFFILIATION = "affiliation"
    TACTIC = "tactic"
    WEAPON = "weapon"
    TARGET = "target"
    TOLL = "toll"
    PLACE = "place"
    TIME = "time"
    ATTACKER = "attacker"
    MOTIVE = "motive"
    CAPABILITY = "capability"
    ACCESS = "access"
    COINCIDENCE = "coincidence"
    TRACK_RECORD = "track_record"
    CLAIMING_PATTERN = "claiming_pattern"
    TARGET_SELECTION = "target_selection"


class SourceType(StrEnum):
    """What kind of source speaks; decides which elicited range its acts get."""

    CLAIMANT = "claimant"
    ACCUSED = "accused"
    GOVERNMENT = "government"
    POLICE = "police"
    SECURITY_FORCES = "security_forces"
    COURT = "court"
    COMMISSION = "commission"
    WITNESS = "witness"
    MEDICAL = "medical"
    MEDIA = "media"
    STATE_MEDIA = "state_media"
    EXPERT = "expert"
    NGO = "ngo"
    POLITICAL_ACTOR = "political_actor"
    INTELLIGENCE_LEAK = "intelligence_leak"
    UNKNOWN = "unknown"


class ContradictionKind(StrEnum):
    """How two accounts differ. ``update`` and ``granularity`` are differences, not contradictions."""

    INCOMPATIBLE = "incompatible"
    NUMERIC = "numeric"
    UPDATE = "update"
    GRANULARITY = "granularity"
    SCOPE = "scope"
    SELF_CONTRADICTION = "self_contradiction"
    RETRACTION = "retraction"


class Role(StrEnum):
    """What an actor does in a hypothesis. Never a property of the actor."""

    ORDERED = "ordered"
    EXECUTED = "executed"
    ENABLED = "enabled"
    INSPIRED = "inspired"
    CLAIMED = "claimed"


class IncidentType(StrEnum):
    """Incident types after MUC-4, plus ``other``."""

    ATTACK = "attack"
    BOMBING = "bombing"
    KIDNAPPING = "kidnapping"
    ARSON = "arson"
    ROBBERY = "robbery"
    FORCED_WORK_STOPPAGE = "forced_work_stoppage"
    ASSASSINATION = "assassination"
    OTHER = "other"


class Stage(StrEnum):
    """Stage of execution after MUC-4."""

    ACCOMPLISHED = "accomplished"
    ATTEMPTED = "attempted"
    THREATENED = "threatened"


class PlacePrecision(StrEnum):
    """How exactly a place is known, from a spot to a whole country."""

    EXACT = "exact"
    SITE = "site"
    DISTRICT = "district"
    CITY = "city"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"


class TimePrecision(StrEnum):
    """How exactly a time is known."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class TimeBasis(StrEnum):
    """Where a date comes from. ``inferred`` (from publication) is never used silently."""

    STATED = "stated"
    RELATIVE = "relative"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class ActorType(StrEnum):
    """What kind of actor a name stands for. The same list for states, militias and movements."""

    GROUP = "group"
    FACTION = "faction"
    UMBRELLA = "umbrella"
    STATE = "state"
    MILITARY = "military"
    POLICE = "police"
    INTELLIGENCE = "intelligence"
    AGENCY = "agency"
    PARTY = "party"
    COURT = "court"
    COMMISSION = "commission"
    IGO = "igo"
    NGO = "ngo"
    MEDIA = "media"
    PERSON = "person"
    ORGANIZATION = "organization"
    POPULATION = "population"
    UNNAMED = "unnamed"


class ParticipantKind(StrEnum):
    """MUC-4's two kinds of perpetrator."""

    INDIVIDUAL = "individual"
    ORGANIZATION = "organization"


class Effect(StrEnum):
    """What happened to a victim or what a toll counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    KIDNAPPED = "kidnapped"
    NONE = "none"
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    """What words of a passage that was not analysed stand for. A country's name is a place."""

    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"


class HypothesisKind(StrEnum):
    """Kind of perpetrator that a hypothesis names."""

    GROUP = "group"
    STATE = "state"
    LONE_ACTOR = "lone_actor"
    CELL = "cell"
    ACCIDENT = "accident"
    UNKNOWN_OTHER = "unknown_other"


class FindingBasis(StrEnum):
    """What stands behind a finding's number, or that there is none."""

    ASSERTED = "asserted"
    COUNTED = "counted"
    MEASURED = "measured"
    ELICITED = "elicited"


class Level(StrEnum):
    """How bad an issue is: an ``error`` means that an input, or part of it, could not be read."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Verdict(StrEnum):
    """What a person decides about something that the machine proposed."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"
    UNDO = "undo"
