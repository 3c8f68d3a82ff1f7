"""Taking files in, one after the other: from the inbox to raw or quarantine, and the order of the steps.

Each step's own work is in the other packages.
"""
