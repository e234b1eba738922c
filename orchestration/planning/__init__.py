"""What a run builds: the period, its span, and the moment at which open work is judged."""
