"""Forms in which tables arrive: delimited text, workbooks, XML. Each is read in pieces of bounded size.

What the tables mean is not known here, except that an XML is taken apart as its contract says.
"""
