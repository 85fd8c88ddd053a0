"""One subject a file: `score` on arrays (0..1, NaN unknown) and `sentence` for one pair, born together."""
