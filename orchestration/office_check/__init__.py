"""`tongbao office check`: an office's folder, and words of the exports that it does not know."""
