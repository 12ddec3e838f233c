"""What things are: frozen dataclasses and closed vocabularies. Standard library only, no input or output."""

from rashomon.model.assessment import (
    Assessment,
    Contribution,
    Hypothesis,
    HypothesisRole,
    Suggestion,
)
from rashomon.model.brief import (
    Brief,
)
from rashomon.model.decision import (
    Decision,
)
from rashomon.model.event import (
    CalendarEntry,
    EventRecord,
)
from rashomon.model.finding import (
    Finding,
)
from rashomon.model.ids import (
    fold,
    slug,
    stable_id,
)
from rashomon.model.incident import (
    Account,
    Claim,
    Contradiction,
    DraftIncident,
    FacetValue,
    Incident,
    IncidentLink,
    Lineage,
    Participant,
    Suspect,
    Toll,
    Victim,
)
from rashomon.model.mention import (
    Mention,
)
from rashomon.model.quantity import (
    Bounds,
    Range,
)
from rashomon.model.reading import (
    Reading,
)
from rashomon.model.report import (
    Actor,
    Issue,
    Report,
    Source,
    Span,
    Unread,
)
from rashomon.model.spacetime import (
    Place,
    PlaceAlternative,
    TimeSpan,
)
from rashomon.model.statement import (
    Assertion,
    Content,
    Speaker,
    Statement,
    Via,
)
from rashomon.model.taxonomy import (
    COLLECTIVES,
    COMPATIBLE,
    TACTIC_PARENT,
    WHOEVER,
    tactic_relation,
)
from rashomon.model.vocabulary import (
    Act,
    ActorType,
    Basis,
    ContradictionKind,
    Effect,
    Facet,
    FindingBasis,
    HypothesisKind,
    IncidentType,
    Level,
    MentionKind,
    Modality,
    Mode,
    ParticipantKind,
    PlacePrecision,
    Polarity,
    Role,
    SourceType,
    Stage,
    Status,
    TimeBasis,
    TimePrecision,
    Verdict,
)

__all__ = [
    "COLLECTIVES",
    "COMPATIBLE",
    "TACTIC_PARENT",
    "WHOEVER",
    "Account",
    "Act",
    "Actor",
    "ActorType",
    "Assertion",
    "Assessment",
    "Basis",
    "Bounds",
    "Brief",
    "CalendarEntry",
    "Claim",
    "Content",
    "Contradiction",
    "ContradictionKind",
    "Contribution",
    "Decision",
    "DraftIncident",
    "Effect",
    "EventRecord",
    "Facet",
    "FacetValue",
    "Finding",
    "FindingBasis",
    "Hypothesis",
    "HypothesisKind",
    "HypothesisRole",
    "Incident",
    "IncidentLink",
    "IncidentType",
    "Issue",
    "Level",
    "Lineage",
    "Mention",
    "MentionKind",
    "Modality",
    "Mode",
    "Participant",
    "ParticipantKind",
    "Place",
    "PlaceAlternative",
    "PlacePrecision",
    "Polarity",
    "Range",
    "Reading",
    "Report",
    "Role",
    "Source",
    "SourceType",
    "Span",
    "Speaker",
    "Stage",
    "Statement",
    "Status",
    "Suggestion",
    "Suspect",
    "TimeBasis",
    "TimePrecision",
    "TimeSpan",
    "Toll",
    "Unread",
    "Verdict",
    "Via",
    "Victim",
    "fold",
    "slug",
    "stable_id",
    "tactic_relation",
]
