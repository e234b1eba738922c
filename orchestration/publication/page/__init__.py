"""`通报.html`: the bulletin as one page that opens from disk, with charts and sortable tables."""
