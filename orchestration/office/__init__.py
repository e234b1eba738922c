"""The office: everything that makes a bulletin one office's, read from one folder (an input)."""
