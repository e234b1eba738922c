"""Running a period in this process: its turn, its progress, its outcome."""
