"""Who plays which part in an attack, by trained models over the parse."""
