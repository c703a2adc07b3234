-- SPDX-License-Identifier: Apache-2.0

-- name: order_insert :one
-- out: id int
INSERT INTO work_order (no, case_id, unit_id, role, parent_id, status, demand, why, dispatched_at, dispatched_by, limit_value, limit_unit,
  due_at, sign_due_at, contact_due_at, round, designated, duty, appraised)
VALUES ($no:text, $case_id:int, $unit_id:int, $role:text, $parent_id:int?, 'to_sign', $demand:text, $why:text, $dispatched_at:int,
  $dispatched_by:int?, $limit_value:int, $limit_unit:text, $due_at:int, $sign_due_at:int?, $contact_due_at:int?, $round:int,
  $designated:int, $duty:text, $appraised:int)
RETURNING id;

-- name: order_count :one
-- out: n int
SELECT COUNT(*) FROM work_order WHERE case_id = $case_id:int;

-- name: order_case :one
-- out: case_id int
SELECT case_id FROM work_order WHERE id = $id:int;

-- name: order_get :one
-- out: id int, no text, case_id int, unit_id int, role text, parent_id int?, status text, version int, demand text, why text, dispatched_at int, dispatched_by int?, limit_value int, limit_unit text, due_at int, sign_due_at int?, signed_at int?, signed_by int?, auto_signed int, contact_due_at int?, contacted_at int?, holder_id int?, submitted_at int?, submitted_by int?, settled_at int?, review_level text, review_unit_id int?, result text, unsolved_reason text, public_answer text, internal_note text, cost_fen int, third_parties text, round int, sent_back int, holds int, evidence_waived text, parked_from text, designated int, duty text, appraised int
SELECT id, no, case_id, unit_id, role, parent_id, status, version, demand, why, dispatched_at, dispatched_by, limit_value, limit_unit, due_at,
  sign_due_at, signed_at, signed_by, auto_signed, contact_due_at, contacted_at, holder_id, submitted_at, submitted_by, settled_at,
  review_level, review_unit_id, result, unsolved_reason, public_answer, internal_note, cost_fen, third_parties, round, sent_back, holds,
  evidence_waived, parked_from, designated, duty, appraised
FROM work_order WHERE id = $id:int;

-- name: order_set :exec
UPDATE work_order SET status = $status:text, version = version + 1, due_at = $due_at:int, sign_due_at = $sign_due_at:int?,
  contact_due_at = $contact_due_at:int?, limit_value = $limit_value:int, limit_unit = $limit_unit:text, signed_at = $signed_at:int?, signed_by = $signed_by:int?,
  auto_signed = $auto_signed:int, contacted_at = $contacted_at:int?, holder_id = $holder_id:int?, submitted_at = $submitted_at:int?,
  submitted_by = $submitted_by:int?, settled_at = $settled_at:int?, review_level = $review_level:text, review_unit_id = $review_unit_id:int?,
  result = $result:text, unsolved_reason = $unsolved_reason:text, public_answer = $public_answer:text, internal_note = $internal_note:text,
  cost_fen = $cost_fen:int, third_parties = $third_parties:text, round = $round:int, sent_back = $sent_back:int, holds = $holds:int,
  evidence_waived = $evidence_waived:text, parked_from = $parked_from:text, designated = $designated:int
WHERE id = $id:int AND version = $version:int;

-- The same for the usual moves: SQLite writes every index anew whose columns are named, changed or not.
-- name: order_set_signed :exec
UPDATE work_order SET status = $status:text, version = version + 1, signed_at = $signed_at:int?, signed_by = $signed_by:int?,
  auto_signed = $auto_signed:int, holder_id = $holder_id:int?
WHERE id = $id:int AND version = $version:int;

-- name: order_set_result :exec
UPDATE work_order SET status = $status:text, version = version + 1, contacted_at = $contacted_at:int?, submitted_at = $submitted_at:int?,
  submitted_by = $submitted_by:int?, settled_at = $settled_at:int?, review_level = $review_level:text, review_unit_id = $review_unit_id:int?,
  result = $result:text, unsolved_reason = $unsolved_reason:text, public_answer = $public_answer:text, internal_note = $internal_note:text,
  cost_fen = $cost_fen:int, third_parties = $third_parties:text, sent_back = $sent_back:int, evidence_waived = $evidence_waived:text
WHERE id = $id:int AND version = $version:int;

-- name: order_of_case :many
-- out: id int, no text, unit_id int, role text, parent_id int?, status text, version int, demand text, why text, dispatched_at int, due_at int, sign_due_at int?, signed_at int?, auto_signed int, contacted_at int?, holder_id int?, holder text?, submitted_at int?, settled_at int?, review_level text, review_unit_id int?, result text, unsolved_reason text, public_answer text, internal_note text, cost_fen int, third_parties text, round int, sent_back int, holds int, duty text, appraised int
SELECT o.id, o.no, o.unit_id, o.role, o.parent_id, o.status, o.version, o.demand, o.why, o.dispatched_at, o.due_at, o.sign_due_at, o.signed_at,
  o.auto_signed, o.contacted_at, o.holder_id, u.name, o.submitted_at, o.settled_at, o.review_level, o.review_unit_id, o.result,
  o.unsolved_reason, o.public_answer, o.internal_note, o.cost_fen, o.third_parties, o.round, o.sent_back, o.holds, o.duty, o.appraised
FROM work_order o LEFT JOIN app_user u ON u.id = o.holder_id
WHERE o.case_id = $case_id:int ORDER BY o.id;

-- name: order_open_below :one
-- out: n int
SELECT COUNT(*) FROM work_order
WHERE case_id = $case_id:int AND parent_id = $parent_id:int AND status IN ('to_sign', 'handling', 'unit_review', 'upper_review', 'suspended');

-- name: order_id_by_no :one
-- out: id int
SELECT id FROM work_order WHERE no = $no:text;

-- name: review_insert :exec
INSERT INTO review (order_id, round, level, unit_id, user_id, decision, opinion, at)
VALUES ($order_id:int, $round:int, $level:text, $unit_id:int, $user_id:int?, $decision:text, $opinion:text, $at:int);

-- name: review_of_order :many
-- out: id int, round int, level text, unit_id int, user_name text?, decision text, opinion text, at int
SELECT r.id, r.round, r.level, r.unit_id, u.name, r.decision, r.opinion, r.at FROM review r LEFT JOIN app_user u ON u.id = r.user_id
WHERE r.order_id = $order_id:int ORDER BY r.id;

-- name: contact_insert :exec
INSERT INTO contact_log (order_id, appeal_id, user_id, method, reached, note, at)
VALUES ($order_id:int, $appeal_id:int?, $user_id:int?, $method:text, $reached:int, $note:text, $at:int);

-- name: contact_of_order :many
-- out: id int, appeal_id int?, user_name text?, method text, reached int, note text, at int
SELECT c.id, c.appeal_id, u.name, c.method, c.reached, c.note, c.at FROM contact_log c LEFT JOIN app_user u ON u.id = c.user_id
WHERE c.order_id = $order_id:int ORDER BY c.id;

-- name: stage_insert :one
-- out: id int
INSERT INTO statutory_stage (order_id, name, document_no, legal_basis, limit_value, limit_unit, from_at, due_at, told_at, by_user)
VALUES ($order_id:int, $name:text, $document_no:text, $legal_basis:text, $limit_value:int, $limit_unit:text, $from_at:int, $due_at:int,
  $told_at:int?, $by_user:int?)
RETURNING id;

-- name: stage_set_due :exec
UPDATE statutory_stage SET due_at = $due_at:int WHERE id = $id:int;

-- name: stage_get :one
-- out: id int, order_id int, name text, to_at int?
SELECT id, order_id, name, to_at FROM statutory_stage WHERE id = $id:int;

-- name: stage_close :exec
UPDATE statutory_stage SET to_at = $now:int WHERE id = $id:int AND to_at IS NULL;

-- name: stage_of_order :many
-- out: id int, name text, document_no text, legal_basis text, from_at int, due_at int, to_at int?, told_at int?
SELECT id, name, document_no, legal_basis, from_at, due_at, to_at, told_at FROM statutory_stage WHERE order_id = $order_id:int ORDER BY id;

-- name: hold_insert :exec
INSERT INTO order_hold (order_id, kind, ref_id, placed_at) VALUES ($order_id:int, $kind:text, $ref_id:int, $now:int);

-- name: hold_lift :exec
UPDATE order_hold SET lifted_at = $now:int WHERE order_id = $order_id:int AND kind = $kind:text AND ref_id = $ref_id:int AND lifted_at IS NULL;

-- name: hold_of_order :many
-- out: id int, kind text, ref_id int, placed_at int
SELECT id, kind, ref_id, placed_at FROM order_hold WHERE order_id = $order_id:int AND lifted_at IS NULL ORDER BY id;

-- name: user_unit :one
-- out: unit_id int
SELECT unit_id FROM app_user WHERE id = $id:int AND status = 'active';
