"""Documents as they are read: paragraphs and tables, each with its place."""
