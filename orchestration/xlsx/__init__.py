"""Reading xlsx workbooks as they are really written, in a process of their own with limits.

Nothing here knows an export, and only the standard library is used: the reading process starts
without site-packages, in a few hundredths of a second.
"""
