"""The numbers of `通报.docx` that came from the warehouse: each in a control."""
