-- SPDX-License-Identifier: Apache-2.0
-- Gazetteer (A-01, U-02): estates, roads, landmarks, institutions, stops, by the words people use on the telephone.

CREATE TABLE place (
  id {serial},
  name TEXT NOT NULL,
  alias TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('estate','road','landmark','school','hospital','park','market','company','shop','stop','office','crossing','village','other')),
  community_id {int} REFERENCES unit(id),
  address TEXT NOT NULL DEFAULT '',
  no_from {int} NOT NULL DEFAULT 0,
  no_to {int} NOT NULL DEFAULT 0,
  lon {int} NOT NULL DEFAULT 0,
  lat {int} NOT NULL DEFAULT 0,
  pinyin TEXT NOT NULL DEFAULT '',
  initials TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX place_key ON place(name, kind, COALESCE(community_id, 0));
CREATE INDEX place_community ON place(community_id);

-- Every term by which a place is found: pairs of characters, first character, beginnings of pinyin and of its initials.
-- Follows from place; written with it.
CREATE TABLE place_term (
  term TEXT NOT NULL,
  place_id {int} NOT NULL REFERENCES place(id),
  PRIMARY KEY (term, place_id)
);
CREATE INDEX place_term_place ON place_term(place_id);
