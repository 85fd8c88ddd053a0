"""Pages on which somebody lets their own programs in, and says which of their systems is told what happens (S1)."""
