"""The quarter at 1, 10 and 100 times the sample: tongbao against a floor and a pandas program."""
