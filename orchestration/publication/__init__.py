"""From checked tables to the published version: files, versions, the analysts' database."""
