-- SPDX-License-Identifier: Apache-2.0
-- Broken invariants (domain-model.md 3.4), for `yingshao check`. Every statement answers the same two columns: the id of
-- the object and what a clerk calls it. At most 20 rows each: the first ones show what is wrong.

-- name: check_lead :many
-- out: id int, what text
SELECT c.id, c.no FROM casefile c
WHERE c.status IN ('handling', 'callback', 'ready', 'judging')
  AND (SELECT COUNT(*) FROM work_order o WHERE o.case_id = c.id AND o.role = 'lead' AND o.status NOT IN ('redirected', 'recalled', 'parked')) <> 1
ORDER BY c.id LIMIT 20;

-- name: check_lead_unit :many
-- out: id int, what text
SELECT c.id, c.no FROM casefile c
WHERE c.status IN ('handling', 'callback', 'ready', 'judging')
  AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.case_id = c.id AND o.role = 'lead' AND o.status NOT IN ('redirected', 'recalled') AND o.unit_id = c.lead_unit_id)
ORDER BY c.id LIMIT 20;

-- name: check_lead_party :many
-- out: id int, what text
SELECT o.id, o.no FROM work_order o JOIN casefile c ON c.id = o.case_id
WHERE c.status NOT IN ('closed', 'merged') AND o.status NOT IN ('redirected', 'recalled', 'parked')
  AND NOT EXISTS (SELECT 1 FROM case_party p WHERE p.case_id = o.case_id AND p.kind = 'u' AND p.party_id = o.unit_id AND p.to_at IS NULL)
ORDER BY o.id LIMIT 20;

-- name: check_membership :many
-- out: id int, what text
SELECT a.id, a.no FROM appeal a
WHERE a.status IN ('filed', 'joined', 'joined_own', 'to_rate')
  AND (SELECT COUNT(*) FROM membership m WHERE m.appeal_id = a.id AND m.to_at IS NULL AND m.case_id = a.case_id) <> 1
ORDER BY a.id LIMIT 20;

-- name: check_membership_free :many
-- out: id int, what text
SELECT a.id, a.no FROM appeal a
WHERE a.status IN ('sorting', 'supplement', 'answered', 'closed_silent', 'emergency', 'refused')
  AND EXISTS (SELECT 1 FROM membership m WHERE m.appeal_id = a.id AND m.to_at IS NULL)
ORDER BY a.id LIMIT 20;

-- name: check_membership_double :many
-- out: id int, what text
SELECT a.id, a.no FROM appeal a
WHERE (SELECT COUNT(*) FROM membership m WHERE m.appeal_id = a.id AND m.to_at IS NULL) > 1
ORDER BY a.id LIMIT 20;

-- name: check_appeals_counter :many
-- out: id int, what text
SELECT c.id, c.no FROM casefile c
WHERE c.status <> 'merged'
  AND c.appeals <> (SELECT COUNT(*) FROM membership m WHERE m.case_id = c.id AND m.to_at IS NULL)
ORDER BY c.id LIMIT 20;

-- name: check_unheard :many
-- out: id int, what text
SELECT a.id, a.no FROM appeal a JOIN casefile c ON c.id = a.case_id
WHERE c.status = 'closed' AND c.historical = 0 AND a.status IN ('filed', 'joined', 'joined_own', 'to_rate')
ORDER BY a.id LIMIT 20;

-- name: check_task :many
-- out: id int, what text
SELECT a.id, a.no FROM appeal a
WHERE a.status = 'to_rate'
  AND (SELECT COUNT(*) FROM callback_task t WHERE t.appeal_id = a.id AND t.status IN ('open', 'claimed')) <> 1
ORDER BY a.id LIMIT 20;

-- name: check_task_idle :many
-- out: id int, what text
SELECT t.id, a.no FROM callback_task t JOIN appeal a ON a.id = t.appeal_id
WHERE t.status IN ('open', 'claimed') AND a.status <> 'to_rate'
ORDER BY t.id LIMIT 20;

-- name: check_agent :many
-- out: id int, what text
SELECT r.id, a.no FROM rating r JOIN appeal a ON a.id = r.appeal_id JOIN callback_task t ON t.appeal_id = r.appeal_id AND t.round = r.round
JOIN app_user u ON u.id = r.agent_id
WHERE r.source = 'callback'
  AND EXISTS (SELECT 1 FROM work_order o WHERE o.case_id = t.case_id AND o.unit_id = u.unit_id AND o.status NOT IN ('redirected', 'recalled'))
ORDER BY r.id LIMIT 20;

-- name: check_rated :many
-- out: id int, what text
SELECT a.id, a.no FROM appeal a
WHERE a.status = 'rated' AND NOT EXISTS (SELECT 1 FROM rating r WHERE r.appeal_id = a.id)
ORDER BY a.id LIMIT 20;

-- name: check_clock_order :many
-- out: id int, what text
SELECT k.id, o.no FROM clock k JOIN work_order o ON o.id = k.object_id
WHERE k.object_kind = 'order' AND k.stopped_at IS NULL AND o.status IN ('settled', 'redirected', 'recalled', 'terminated', 'transferred', 'parked')
ORDER BY k.id LIMIT 20;

-- name: check_clock_case :many
-- out: id int, what text
SELECT k.id, c.no FROM clock k JOIN casefile c ON c.id = k.object_id
WHERE k.object_kind = 'case' AND k.stopped_at IS NULL AND c.status IN ('closed', 'merged')
ORDER BY k.id LIMIT 20;

-- name: check_clock_appeal :many
-- out: id int, what text
SELECT k.id, a.no FROM clock k JOIN appeal a ON a.id = k.object_id
WHERE k.object_kind = 'appeal' AND k.kind = 'supplement' AND k.stopped_at IS NULL AND a.status <> 'supplement'
ORDER BY k.id LIMIT 20;

-- name: check_clock_missing :many
-- out: id int, what text
SELECT o.id, o.no FROM work_order o
WHERE o.status IN ('to_sign', 'handling')
  AND NOT EXISTS (SELECT 1 FROM clock k WHERE k.object_kind = 'order' AND k.object_id = o.id AND k.kind = 'handle' AND k.stopped_at IS NULL)
ORDER BY o.id LIMIT 20;

-- name: check_holds :many
-- out: id int, what text
SELECT o.id, o.no FROM work_order o
WHERE o.holds <> (SELECT COUNT(*) FROM order_hold h WHERE h.order_id = o.id AND h.lifted_at IS NULL)
ORDER BY o.id LIMIT 20;

-- name: check_case_place :many
-- out: id int, what text
SELECT c.id, c.no FROM casefile c JOIN grid g ON g.id = c.grid_id
WHERE c.town_id IS NOT NULL AND g.town_id <> c.town_id
ORDER BY c.id LIMIT 20;

-- name: check_files :many
-- out: id int, what text
SELECT f.id, f.name FROM attachment f
WHERE (f.object_kind = 'appeal' AND NOT EXISTS (SELECT 1 FROM appeal a WHERE a.id = f.object_id))
   OR (f.object_kind = 'case' AND NOT EXISTS (SELECT 1 FROM casefile c WHERE c.id = f.object_id))
   OR (f.object_kind = 'order' AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.id = f.object_id))
   OR (f.object_kind = 'self' AND NOT EXISTS (SELECT 1 FROM self_handled s WHERE s.id = f.object_id))
   OR (f.object_kind = 'visit' AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = f.object_id))
   OR (f.object_kind = 'instruction' AND NOT EXISTS (SELECT 1 FROM instruction i WHERE i.id = f.object_id))
ORDER BY f.id LIMIT 20;

-- name: check_history :many
-- out: id int, what text
SELECT c.id, c.no FROM casefile c
WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.stream = 'case' AND s.stream_id = c.id AND s.seq > 0)
ORDER BY c.id LIMIT 20;

-- name: check_types_lead :many
-- out: id int, what text
SELECT t.id, t.code FROM event_type t LEFT JOIN unit u ON u.id = t.lead_unit_id
WHERE t.active = 1 AND ((t.lead_rule = 'fixed' AND (u.id IS NULL OR u.active = 0)) OR (t.lead_rule = 'owner' AND t.owner_kind = ''))
ORDER BY t.id LIMIT 20;

-- name: check_grants :many
-- out: id int, what text
SELECT u.id, u.login FROM app_user u
WHERE (SELECT COUNT(DISTINCT g.role) FROM role_grant g
       WHERE g.user_id = u.id AND g.approved_at IS NOT NULL AND g.valid_to IS NULL AND g.role IN ('sys_admin', 'sec_admin', 'audit_admin')) > 1
ORDER BY u.id LIMIT 20;

-- name: check_admins :many
-- out: id int, what text
SELECT CAST(0 AS BIGINT), x.role FROM (SELECT 'sys_admin' AS role UNION ALL SELECT 'sec_admin' UNION ALL SELECT 'audit_admin') AS x
WHERE NOT EXISTS (SELECT 1 FROM role_grant g JOIN app_user u ON u.id = g.user_id
                  WHERE g.role = x.role AND g.approved_at IS NOT NULL AND g.valid_to IS NULL AND u.status = 'active');

-- name: check_calendar :one
-- out: last int
SELECT COALESCE(MAX(day), 0) FROM calendar_day;
