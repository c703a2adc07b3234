-- SPDX-License-Identifier: Apache-2.0
-- Rankings are internal (open point Q17): whoever sees a list sees the rows of her scope. The frozen lists of a month are shown whole to
-- everybody who sees scores only with an approval document.
CREATE TABLE score_disclosure (
  month {pk},
  status TEXT NOT NULL CHECK (status IN ('disclosed','hidden')),
  version {int} NOT NULL DEFAULT 1,
  basis TEXT NOT NULL,
  disclosed_by {int} REFERENCES app_user(id),
  disclosed_at {int} NOT NULL
);
