"""Disclosure control: what is hidden so that no small number of children can be read or worked out.

One module a pass, run in the order that `run.PASSES` gives. The policy is data:
`seeds/disclosure_policy.csv`.
"""
