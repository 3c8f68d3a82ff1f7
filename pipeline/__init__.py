"""The Child Journey Warehouse: from statutory returns to a released benchmark.

The packages are the nouns of the work: `sources` takes files in, `modelling` compiles and runs the SQL,
`quality` judges, `release` publishes, `defs` tells Dagster. `cli` is the command `cjw`, `commands` what it takes.
Nothing is re-exported here: import the concrete module.
"""
