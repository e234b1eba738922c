"""The bulletin as an official document (`通报.docx`): what it says follows from the marts."""
