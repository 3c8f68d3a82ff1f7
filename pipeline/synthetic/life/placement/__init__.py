"""Where looked after children live: the placements of each period of care, with whom, why they change, and settings.

What belongs here: one module a question (`sequence`: what follows what; `last`: how it ends; `status`: which code;
`place`: where and whose; `setting`: of which setting). What does not: legal statuses, reviews, adoption records, costs.
"""
