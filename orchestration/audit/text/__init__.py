"""What the sentences and tables of a Chinese bulletin say, and where they contradict each other."""
