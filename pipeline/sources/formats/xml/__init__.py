"""Reading an XML return as the rows of its contract's tables, a piece at a time.

`parse` guards the parser, `head` tells whose return it is, `plan` compiles contracts, `walk` takes one child's element
apart, `rows` makes rows of it and `read` does all of it in turn. What a value means is not judged here.
"""
