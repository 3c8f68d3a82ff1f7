"""Validation of one return in memory: files in, findings by child, row and field out.

Needs no data home and leaves nothing behind. What a rule means is in its SQL file, how rules are run in `quality`, how
files are read in `sources`; here they are brought together. What a person sees of it is in `pipeline.show_validation`.
"""
