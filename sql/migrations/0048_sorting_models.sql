-- SPDX-License-Identifier: Apache-2.0
-- What the city's own cases have taught: versions of the classifier, how well each event type is recognised, and what was suggested
-- when a case was opened against what people chose. A model lies in pieces, so that no row is larger than a mebibyte.
CREATE TABLE sorting_model (
  id {serial},
  made_at {int} NOT NULL,
  cases {int} NOT NULL,
  types {int} NOT NULL,
  tested {int} NOT NULL,
  hits {int} NOT NULL,
  hits_among_three {int} NOT NULL,
  active {int} NOT NULL DEFAULT 0,
  activated_at {int},
  activated_by {int} REFERENCES app_user(id)
);
CREATE UNIQUE INDEX sorting_model_active ON sorting_model(active) WHERE active = 1;
CREATE TABLE sorting_part (
  model_id {int} NOT NULL REFERENCES sorting_model(id),
  part {int} NOT NULL,
  body {blob} NOT NULL,
  PRIMARY KEY (model_id, part)
);
CREATE TABLE sorting_type (
  model_id {int} NOT NULL REFERENCES sorting_model(id),
  event_type_id {int} NOT NULL REFERENCES event_type(id),
  cases {int} NOT NULL,
  hits {int} NOT NULL,
  guessed {int} NOT NULL,
  PRIMARY KEY (model_id, event_type_id)
);
CREATE TABLE sorting_guess (
  case_id {pk} REFERENCES casefile(id),
  model_id {int} REFERENCES sorting_model(id),
  guess_type_id {int} REFERENCES event_type(id),
  percent {int} NOT NULL,
  chosen_type_id {int} REFERENCES event_type(id),
  at {int} NOT NULL,
  corrected {int} NOT NULL DEFAULT 0
);
CREATE INDEX sorting_guess_at ON sorting_guess(at);
