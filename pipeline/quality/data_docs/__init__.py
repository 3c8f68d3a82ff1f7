"""Great Expectations' Data Docs of verdicts that are stored already: pages that open anywhere, without a network.

`wording` has the library's renderers say what was expected and found; `pages` sets that into our own frame, as the
library's fetches its scripts and styles from elsewhere and stays empty without them. What does not belong here: judging
(`suites`), and which verdicts there are.
"""
