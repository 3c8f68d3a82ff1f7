"""From the private warehouse to a release that may be read.

Disclosure control, exports, manifest, publish, rollback. What does not belong here: building marts
and benchmarks (`modelling`), judging them (`quality`). Others import `api`.
"""
