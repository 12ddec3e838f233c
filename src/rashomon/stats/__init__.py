"""Numbers on arrays: ranges, dependence, posteriors, sensitivity, words. Seeds come as arguments; nothing is read."""
