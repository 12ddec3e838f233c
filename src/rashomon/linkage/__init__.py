"""What cluster, compare and resolve share: relations of places and times, blocking, match weights, grouping without over-merging."""
