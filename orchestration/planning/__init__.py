"""What a run builds: the quarter, its span, and the moment at which open work is judged."""
