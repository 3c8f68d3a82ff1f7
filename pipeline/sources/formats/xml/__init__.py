"""Reading an XML return as the rows of its contract's tables, a piece at a time.

`parse` guards the parser, `head` tells whose return it is, `plan` compiles contracts. `read` streams a file's children
to `units`, which makes rows of many at once: `elements` (their structure as arrays), `paths` (what each is), `values`
(which text is whose), `rows` and `rest`. What a value means is not judged here.
"""
