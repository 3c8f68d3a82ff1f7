"""The files that are written from contracts and from the headers of models.

What belongs here: what follows from a contract (staging models with their tests, suites of the raw layer, pages of
sources) or from compiled models (entity diagram, data dictionary) alone. What does not: contracts themselves
(`sources/contract`) and models in which somebody has made a choice (`sql_models/`).
"""
