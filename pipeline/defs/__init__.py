"""What Dagster is told: assets, checks, the job, the schedule. Thin: every body calls a function of `pipeline`.

A module here holds one topic. Only this folder, `definitions.py` and `cli.py` may import Dagster.
"""
