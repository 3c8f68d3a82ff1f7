"""What a file is: which tables of which contracts it holds, and its rows as pieces of them.

How bytes become rows is the affair of `formats`; whose the rows are, of `placing`.
"""
