"""What a warehouse no longer needs: shown first, removed when asked, never a publication."""
