"""Auditing our own `通报.docx`: what stands in it now, held against what was published."""
