"""Making the small tables that this room ships, from public data."""
