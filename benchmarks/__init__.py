"""Speed and memory. These print figures; they assert nothing."""
