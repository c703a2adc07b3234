-- SPDX-License-Identifier: Apache-2.0
-- Articles as a kind of reference data, their search terms, corrections. Lists of terms travel as one JSON text.

-- name: knowledge_get :one
-- out: id int, code text, title text, body text, keywords text, source text, owner_unit_id int, valid_until int, event_types text, open_to_public int, initials text, status text, reviewed_at int, reviewed_by int?, version int
SELECT id, code, title, body, keywords, source, owner_unit_id, valid_until, event_types, open_to_public, initials, status, reviewed_at,
  reviewed_by, version
FROM knowledge WHERE id = $id:int;

-- name: knowledge_find :one
-- out: id int
SELECT id FROM knowledge WHERE code = $code:text;

-- name: knowledge_insert :one
-- out: id int
INSERT INTO knowledge (code, title, body, keywords, source, owner_unit_id, valid_until, event_types, open_to_public, initials)
VALUES ($code:text, $title:text, $body:text, $keywords:text, $source:text, $owner_unit_id:int, $valid_until:int, $event_types:text,
  $open_to_public:int, $initials:text)
RETURNING id;

-- name: knowledge_update :exec
UPDATE knowledge SET code = $code:text, title = $title:text, body = $body:text, keywords = $keywords:text, source = $source:text,
  owner_unit_id = $owner_unit_id:int, valid_until = $valid_until:int, event_types = $event_types:text,
  open_to_public = $open_to_public:int, initials = $initials:text, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: knowledge_move :exec
UPDATE knowledge SET status = $status:text, valid_until = $valid_until:int, reviewed_at = $reviewed_at:int, reviewed_by = $reviewed_by:int?,
  version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: knowledge_used :exec
UPDATE knowledge SET uses = uses + 1 WHERE id = $id:int AND status = 'published';

-- name: knowledge_over :many
-- out: id int
SELECT id FROM knowledge WHERE status = 'published' AND valid_until < $today:int ORDER BY valid_until LIMIT 200;

-- name: knowledge_terms_clear :exec
DELETE FROM knowledge_term WHERE article_id = $id:int;

-- name: knowledge_terms_put :exec
INSERT INTO knowledge_term (term, article_id, weight)
-- only: sqlite
SELECT DISTINCT value, $id:int, $weight:int FROM json_each($terms:text) WHERE 1 = 1
-- end
-- only: postgres
SELECT DISTINCT value, CAST($id:int AS BIGINT), CAST($weight:int AS BIGINT) FROM json_array_elements_text(CAST($terms:text AS JSON)) AS t(value)
-- end
ON CONFLICT (term, article_id) DO NOTHING;

-- name: knowledge_match :many
-- out: id int, title text, body text, keywords text, source text, owner_unit_id int, valid_until int, event_types text, open_to_public int, initials text, status text, uses int, hits int, weight int, corrections int
SELECT k.id, k.title, k.body, k.keywords, k.source, k.owner_unit_id, k.valid_until, k.event_types, k.open_to_public, k.initials, k.status,
  k.uses, m.hits, m.weight,
  (SELECT COUNT(*) FROM knowledge_correction c WHERE c.article_id = k.id AND c.status = 'open')
FROM (SELECT t.article_id, COUNT(*) AS hits, SUM(t.weight) AS weight FROM knowledge_term t
  WHERE t.weight >= $least:int AND t.term IN (
-- only: sqlite
  SELECT value FROM json_each($terms:text)
-- end
-- only: postgres
  SELECT json_array_elements_text(CAST($terms:text AS JSON))
-- end
  ) GROUP BY t.article_id) m JOIN knowledge k ON k.id = m.article_id
WHERE k.status IN ('published', 'expired')
ORDER BY m.weight DESC, k.uses DESC, k.id LIMIT 40;

-- name: knowledge_health :many
-- out: unit_id int, articles int, published int, expired int, soon int, corrections int, late int
SELECT k.owner_unit_id, COUNT(*), COUNT(*) FILTER (WHERE k.status = 'published'),
  COUNT(*) FILTER (WHERE k.status = 'expired' OR (k.status = 'published' AND k.valid_until < $today:int)),
  COUNT(*) FILTER (WHERE k.status = 'published' AND k.valid_until >= $today AND k.valid_until <= $soon:int),
  COALESCE(SUM((SELECT COUNT(*) FROM knowledge_correction c WHERE c.article_id = k.id AND c.status = 'open')), 0),
  COALESCE(SUM((SELECT COUNT(*) FROM knowledge_correction c WHERE c.article_id = k.id AND c.status = 'open' AND c.due_at < $now:int)), 0)
FROM knowledge k GROUP BY k.owner_unit_id ORDER BY k.owner_unit_id;

-- name: correction_insert :one
-- out: id int
INSERT INTO knowledge_correction (article_id, article_version, owner_unit_id, reason, note, by_user, by_unit, at, due_at, status)
VALUES ($article_id:int, $article_version:int, $owner_unit_id:int, $reason:text, $note:text, $by_user:int, $by_unit:int, $at:int,
  $due_at:int, 'open')
RETURNING id;

-- name: correction_get :one
-- out: id int, article_id int, article_version int, owner_unit_id int, reason text, note text, by_user int, by_unit int, at int, due_at int, status text, answer text, answered_by int?, answered_at int?, version int
SELECT id, article_id, article_version, owner_unit_id, reason, note, by_user, by_unit, at, due_at, status, answer, answered_by, answered_at,
  version
FROM knowledge_correction WHERE id = $id:int;

-- name: correction_set :exec
UPDATE knowledge_correction SET status = $status:text, answer = $answer:text, answered_by = $by:int?, answered_at = $at:int, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: correction_same :one
-- out: id int
SELECT id FROM knowledge_correction WHERE article_id = $article_id:int AND by_user = $by_user:int AND status = 'open' ORDER BY id LIMIT 1;

-- name: correction_of_article :many
-- out: id int, reason text, note text, by_name text, by_unit int, at int, due_at int, status text, answer text, answered_at int?, version int
SELECT c.id, c.reason, c.note, u.name, c.by_unit, c.at, c.due_at, c.status, c.answer, c.answered_at, c.version
FROM knowledge_correction c JOIN app_user u ON u.id = c.by_user WHERE c.article_id = $article_id:int ORDER BY c.at DESC LIMIT 50;
