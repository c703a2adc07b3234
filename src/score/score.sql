-- SPDX-License-Identifier: Apache-2.0
-- What units did in a period, for scores (scoring.md 4.1; docs/score.md says it in words). One row for each unit, place, event type
-- and type of appeal, so that the shares of 同责 can be put down to whom they belong. With $lines = 1 only what an objection or
-- an exclusion took off somebody's counts, line by line (order, or case of the answers), to be taken off.

-- D, C, T and first contacts: lead orders whose due time lies in the period. An order that came to the unit when less than half of
-- the limit was left is not counted: the unit that had the case before lost the time.
-- name: score_due :many
-- out: unit_id int, town_id int?, event_type_id int?, type text, line int, due int, closed int, ontime int, contact_due int, contacted int
SELECT o.unit_id, c.town_id, c.event_type_id, c.type, CASE WHEN CAST($lines:int AS BIGINT) = 1 THEN o.id ELSE 0 END,
  COUNT(*), SUM(CASE WHEN o.status = 'settled' THEN 1 ELSE 0 END),
  SUM(CASE WHEN o.status = 'settled' AND o.submitted_at <= o.due_at THEN 1 ELSE 0 END),
  SUM(CASE WHEN o.contact_due_at IS NOT NULL THEN 1 ELSE 0 END),
  SUM(CASE WHEN o.contacted_at <= o.contact_due_at THEN 1 ELSE 0 END)
FROM work_order o JOIN casefile c ON c.id = o.case_id
WHERE o.due_at >= $from:int AND o.due_at < $to:int AND o.role = 'lead' AND o.appraised = 1 AND c.historical = 0
  AND o.status IN ('to_sign','handling','unit_review','upper_review','settled')
  AND (c.dispatched_at IS NULL OR 2 * (o.due_at - o.dispatched_at) >= o.due_at - c.dispatched_at)
  AND (CAST($lines AS BIGINT) = 0 OR o.id IN (SELECT x.order_id FROM score_objection x WHERE x.month = $month:int AND x.what = 'due' AND x.status = 'upheld')
  OR o.id IN (SELECT y.order_id FROM exclusion y WHERE y.month = $month AND y.what = 'due' AND y.status <> 'withdrawn' AND y.status = 'agreed'))
GROUP BY 1, 2, 3, 4, 5;

-- R: submitted in the period; sent back by a review or by the citizen.
-- name: score_submitted :many
-- out: unit_id int, town_id int?, event_type_id int?, type text, line int, submitted int, returned int
SELECT o.unit_id, c.town_id, c.event_type_id, c.type, CASE WHEN CAST($lines:int AS BIGINT) = 1 THEN o.id ELSE 0 END,
  COUNT(*), SUM(CASE WHEN o.sent_back > 0 OR o.round > 0 THEN 1 ELSE 0 END)
FROM work_order o JOIN casefile c ON c.id = o.case_id
WHERE o.submitted_at >= $from:int AND o.submitted_at < $to:int AND o.role = 'lead' AND o.appraised = 1 AND c.historical = 0
  AND o.status IN ('to_sign','handling','unit_review','upper_review','settled')
  AND (CAST($lines AS BIGINT) = 0 OR o.id IN (SELECT x.order_id FROM score_objection x WHERE x.month = $month:int AND x.what = 'returned' AND x.status = 'upheld'))
GROUP BY 1, 2, 3, 4, 5;

-- V: the last answer of each appeal in the period, put down to who led the case.
-- name: score_ratings :many
-- out: unit_id int?, town_id int?, event_type_id int?, type text, line int, v5 int, v4 int, v3 int, v2 int, v1 int, asked int, solved int
SELECT c.lead_unit_id, c.town_id, c.event_type_id, a.type, CASE WHEN CAST($lines:int AS BIGINT) = 1 THEN c.id ELSE 0 END,
  SUM(CASE WHEN r.satisfied = 5 THEN 1 ELSE 0 END),
  SUM(CASE WHEN r.satisfied = 4 THEN 1 ELSE 0 END), SUM(CASE WHEN r.satisfied = 3 THEN 1 ELSE 0 END),
  SUM(CASE WHEN r.satisfied = 2 THEN 1 ELSE 0 END), SUM(CASE WHEN r.satisfied = 1 THEN 1 ELSE 0 END),
  SUM(CASE WHEN r.solved = 'yes' OR r.solved = 'partly' OR r.solved = 'no' THEN 1 ELSE 0 END),
  SUM(CASE WHEN r.solved = 'yes' THEN 1 ELSE 0 END)
FROM rating r JOIN appeal a ON a.id = r.appeal_id JOIN casefile c ON c.id = r.case_id
WHERE r.at >= $from:int AND r.at < $to:int AND c.historical = 0
  AND NOT EXISTS (SELECT 1 FROM rating x WHERE x.appeal_id = r.appeal_id AND x.round > r.round AND x.at < $to)
  AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.case_id = c.id AND o.unit_id = c.lead_unit_id AND o.role = 'lead' AND o.appraised = 0)
  AND (CAST($lines AS BIGINT) = 0 OR c.id IN (SELECT y.case_id FROM score_objection j CROSS JOIN work_order y
    WHERE y.id = j.order_id AND j.month = $month:int AND j.what = 'answers' AND j.status <> 'withdrawn' AND j.status = 'upheld')
  OR c.id IN (SELECT z.case_id FROM exclusion z WHERE z.month = $month AND z.what = 'answers' AND z.status <> 'withdrawn' AND z.status = 'agreed'))
GROUP BY 1, 2, 3, 4, 5;

-- 挂账 beside the rates: open lead orders of each unit now, and of these suspended.
-- name: score_suspended :many
-- out: unit_id int, open int, suspended int
SELECT unit_id, COUNT(*), SUM(CASE WHEN status = 'suspended' THEN 1 ELSE 0 END) FROM work_order
WHERE (status = 'to_sign' OR status = 'handling' OR status = 'unit_review' OR status = 'suspended') AND role = 'lead' AND appraised = 1
GROUP BY unit_id;
