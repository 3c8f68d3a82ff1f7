"""Quality: what judges the data before anything is released.

Expectation suites judge tables, statutory rules judge rows, the gate turns both into publish or
withhold for each local authority and year, and finding lists take the faults back to those who can
mend them. How models are compiled and how a release is written belong to `modelling` and `release`.
Other packages use `pipeline.quality.api`.
"""
