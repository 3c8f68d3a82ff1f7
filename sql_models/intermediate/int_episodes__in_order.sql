/*---
description: >-
  One row per episode of a child in a return, in the order in which the return tells them, with what stands in the
  episode before and after.
grain: [row_id]
columns:
  row_id: File and data row of the episode.
  episode_number: Place of the episode among those of the child in the return, from 1.
  is_first: Whether the child has none before it in the return.
  is_last: Whether the child has none after it in the return.
  previous_end_date: Date on which the episode before ceased; NULL for the first and where it has no date.
  previous_reason_episode_ceased_code: Why the episode before ceased.
  previous_legal_status_code: Legal status of the episode before.
  previous_placement_type_code: Placement type of the episode before.
  previous_placement_postcode: Postcode of the placement of the episode before.
  has_new_legal_status: Whether the legal status differs from that of the episode before; NULL for the first.
  has_new_placement: >-
    Whether the placement differs from that of the episode before, in its type, provider, URN or postcode; NULL for the
    first.
  next_row_id: File and data row of the episode after; NULL for the last.
  next_reason_for_new_episode_code: Why the episode after began.
  next_placement_type_code: Placement type of the episode after.
  next_placement_postcode: Postcode of the placement of the episode after.
source: >-
  The rules that compare an episode with its neighbours. An episode without a start has no place in the order; rule 141
  reports it. Of those that begin on one day the first to cease goes first, and one that is open goes last.
---*/
WITH neighbours AS (
    SELECT
        e.*,
        ROW_NUMBER() OVER episodes AS episode_number,
        LAG(e.row_id) OVER episodes AS previous_row_id,
        LAG(e.end_date) OVER episodes AS previous_end_date,
        LAG(e.reason_episode_ceased_code) OVER episodes AS previous_reason_episode_ceased_code,
        LAG(e.legal_status_code) OVER episodes AS previous_legal_status_code,
        LAG(e.placement_type_code) OVER episodes AS previous_placement_type_code,
        LAG(e.placement_provider_code) OVER episodes AS previous_placement_provider_code,
        LAG(e.placement_urn) OVER episodes AS previous_placement_urn,
        LAG(e.placement_postcode) OVER episodes AS previous_placement_postcode,
        LEAD(e.row_id) OVER episodes AS next_row_id,
        LEAD(e.reason_for_new_episode_code) OVER episodes AS next_reason_for_new_episode_code,
        LEAD(e.placement_type_code) OVER episodes AS next_placement_type_code,
        LEAD(e.placement_postcode) OVER episodes AS next_placement_postcode
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        episodes AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    CAST(n.episode_number AS INTEGER) AS episode_number,
    CAST(n.previous_row_id IS NULL AS BOOLEAN) AS is_first,
    CAST(n.next_row_id IS NULL AS BOOLEAN) AS is_last,
    n.start_date,
    n.start_date_text,
    n.end_date,
    n.end_date_text,
    n.reason_for_new_episode_code,
    n.legal_status_code,
    n.category_of_need_code,
    n.placement_type_code,
    n.placement_provider_code,
    n.placement_urn,
    n.reason_episode_ceased_code,
    n.reason_for_placement_change_code,
    CAST(n.previous_end_date AS DATE) AS previous_end_date,
    CAST(n.previous_reason_episode_ceased_code AS VARCHAR) AS previous_reason_episode_ceased_code,
    CAST(n.previous_legal_status_code AS VARCHAR) AS previous_legal_status_code,
    CAST(n.previous_placement_type_code AS VARCHAR) AS previous_placement_type_code,
    CAST(n.previous_placement_postcode AS VARCHAR) AS previous_placement_postcode,
    CAST(
        CASE
            WHEN n.previous_row_id IS NOT NULL
                THEN n.legal_status_code IS DISTINCT FROM n.previous_legal_status_code
        END AS BOOLEAN
    ) AS has_new_legal_status,
    CAST(
        CASE
            WHEN n.previous_row_id IS NOT NULL
                THEN
                    n.placement_type_code IS DISTINCT FROM n.previous_placement_type_code
                    OR n.placement_provider_code IS DISTINCT FROM n.previous_placement_provider_code
                    OR n.placement_urn IS DISTINCT FROM n.previous_placement_urn
                    OR REPLACE(n.placement_postcode, ' ', '')
                    IS DISTINCT FROM REPLACE(n.previous_placement_postcode, ' ', '')
        END AS BOOLEAN
    ) AS has_new_placement,
    CAST(n.next_row_id AS VARCHAR) AS next_row_id,
    CAST(n.next_reason_for_new_episode_code AS VARCHAR) AS next_reason_for_new_episode_code,
    CAST(n.next_placement_type_code AS VARCHAR) AS next_placement_type_code,
    CAST(n.next_placement_postcode AS VARCHAR) AS next_placement_postcode
FROM neighbours AS n
