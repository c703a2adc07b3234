-- SPDX-License-Identifier: Apache-2.0
-- The last number of a year; its row is the lock of whoever signs.
CREATE TABLE accountability_number (
  year {pk},
  last {int} NOT NULL
);
INSERT INTO accountability_number (year, last) SELECT year, MAX(number) FROM accountability WHERE number IS NOT NULL GROUP BY year;
