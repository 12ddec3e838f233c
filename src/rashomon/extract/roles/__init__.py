"""Who plays which part in an attack, by trained models over the parse."""

from rashomon.extract.roles.revise import Judges, revise
from rashomon.extract.roles.status import status_given
from rashomon.extract.roles.weights import read_weights

__all__ = ["Judges", "read_weights", "revise", "status_given"]
