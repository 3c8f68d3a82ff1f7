"""The files that are written from contracts: staging models with their tests, suites of the raw layer, pages.

What belongs here: what follows from a contract alone. What does not: contracts themselves (`sources/contract`) and
models in which somebody has made a choice (`sql_models/`).
"""
