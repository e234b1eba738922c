"""Whether a bulletin contradicts itself: what it prints, held against what it prints elsewhere."""
