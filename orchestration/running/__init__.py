"""Running a quarter in this process: its turn, its progress, its outcome."""
