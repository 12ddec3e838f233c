"""A small fine-tuned encoder that scores words, sentences and spans of a report."""

from rashomon.extract.encoder.encoder import Encoder
from rashomon.extract.encoder.layout import ROLES, STATUSES, TYPES
from rashomon.extract.encoder.scores import EncoderScores
from rashomon.extract.encoder.spans import RoleSpan, role_spans

__all__ = ["ROLES", "STATUSES", "TYPES", "Encoder", "EncoderScores", "RoleSpan", "role_spans"]
