"""The published part of `seeds/calibration/`, made again from the releases of DfE, ONS and Cafcass: a module a topic.

What belongs here: reading published files into rows of the seeds. What does not: assumptions, which are written by
hand into seeds of their own (`*_assumption.csv`).
"""
