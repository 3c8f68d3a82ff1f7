/*---
description: >-
  One row per child whose last episode in a return is open, and who has episodes in the return of the year after: the
  first of those, with what last year's return says of the one that was open.
grain: [row_id]
columns:
  row_id: File and data row of the first episode of the year.
  last_year_row_id: File and data row of the episode that was open at the end of last year.
  last_year_start_date: Date on which that episode began, as last year's return has it.
  last_year_reason_for_new_episode_code: Its reason for a new episode, as last year's return has it.
  last_year_legal_status_code: Its legal status, as last year's return has it.
  last_year_category_of_need_code: Its category of need, as last year's return has it.
  last_year_placement_type_code: Its placement type, as last year's return has it.
  last_year_placement_provider_code: Its placement provider, as last year's return has it.
  last_year_placement_urn: Its URN, as last year's return has it.
source: A year's return begins with the episode that was open at the end of the last, and both should say the same of it.
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    e.start_date,
    e.start_date_text,
    e.reason_for_new_episode_code,
    e.legal_status_code,
    e.category_of_need_code,
    e.placement_type_code,
    e.placement_provider_code,
    e.placement_urn,
    l.row_id AS last_year_row_id,
    l.start_date AS last_year_start_date,
    l.reason_for_new_episode_code AS last_year_reason_for_new_episode_code,
    l.legal_status_code AS last_year_legal_status_code,
    l.category_of_need_code AS last_year_category_of_need_code,
    l.placement_type_code AS last_year_placement_type_code,
    l.placement_provider_code AS last_year_placement_provider_code,
    l.placement_urn AS last_year_placement_urn
FROM int_episodes__in_order AS e
INNER JOIN int_episodes__in_order AS l
    ON e.la_code = l.la_code AND l.collection_year = e.collection_year - 1 AND e.child_key = l.child_key
WHERE e.is_first AND l.is_last AND l.end_date_text IS NULL
