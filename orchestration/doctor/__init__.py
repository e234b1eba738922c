"""`tongbao doctor`: whether what lies in a warehouse is whole, and how to mend what is not."""
