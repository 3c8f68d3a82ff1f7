"""The commands of `cjw`: their arguments, by what a command does to the data home.

What belongs here: options with their help, and the one call that does the work. What does not: the work, and what is
printed (`show_` modules, `console`); exit codes of failures (`cli`).
"""
