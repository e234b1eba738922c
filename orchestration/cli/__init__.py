"""The program `tongbao`."""
