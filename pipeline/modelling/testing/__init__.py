"""Tests of SQL models written as data: small inputs, expected rows. `definition` reads them, `run` runs them."""
