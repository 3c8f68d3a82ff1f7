"""The house rules of SQL models, one file each, and the list of them in `rules`.

A rule is a small class: its name, its docstring (which is what it asks for) and `check`. A rule is silenced in a
file's header alone (`ignore: {rule: reason}`).
"""
