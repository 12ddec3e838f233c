"""Short reports of attacks since 2000, coded by a published rubric: what a reading of modern reports gets right."""
