"""What a described pathway of a child costs: quantities of processes and services times unit costs.

What belongs here: the calculator over what somebody describes. What does not: costs of real journeys, which are
SQL models (`fct_unit_cost_event`, `mart_care_cost`) over the same lists, and printing (`show_cost`).
"""
