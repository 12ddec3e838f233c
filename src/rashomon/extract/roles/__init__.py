"""Who plays which part in an attack, by trained models over the parse."""

from rashomon.extract.roles.revise import revise
from rashomon.extract.roles.scoring import Models
from rashomon.extract.roles.status import status_given
from rashomon.extract.roles.weights import read_weights

__all__ = ["Models", "read_weights", "revise", "status_given"]
