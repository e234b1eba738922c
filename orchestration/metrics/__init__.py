"""The names of figures, and what each stands for in a published period."""
