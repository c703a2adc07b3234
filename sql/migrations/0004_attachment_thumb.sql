-- SPDX-License-Identifier: Apache-2.0
-- The nightly sweep asks for every file on disk whether a row still names it, also as the small picture of another one.

CREATE INDEX attachment_thumb ON attachment(thumb_hash) WHERE thumb_hash IS NOT NULL;
