"""tongbao (通报): from a district's raw exports to its published bulletin."""
