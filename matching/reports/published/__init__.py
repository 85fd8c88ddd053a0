"""Tables that a council published, entered as data: `reconcile_tables` says which of them add up."""
