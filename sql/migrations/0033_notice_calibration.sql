-- SPDX-License-Identifier: Apache-2.0
-- How many cases make a draft, as measured on a simulated city of 200,000 cases a year (docs/notice.md, scoring.md 4.7). What somebody
-- has set by hand stays.
UPDATE notice_trigger SET cases = 1, days = 7 WHERE code = 'urged' AND version = 1;
UPDATE notice_trigger SET threshold = 3, cases = 4 WHERE code = 'hot' AND version = 1;
UPDATE notice_trigger SET cases = 6, days = 60 WHERE code = 'returned' AND version = 1;
UPDATE notice_trigger SET cases = 2, days = 30 WHERE code = 'red_silent' AND version = 1;
UPDATE notice_trigger SET cases = 2, days = 90 WHERE code = 'hint_unanswered' AND version = 1;
