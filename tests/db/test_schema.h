/* SPDX-License-Identifier: Apache-2.0 */
/* The tables that db_test.sql speaks about, as migrations, so that tokens and blocks are tested too. */
#ifndef YS_TEST_DB_TEST_SCHEMA_H
#define YS_TEST_DB_TEST_SCHEMA_H

#include "db/db.h"
#include "db/db_fixture.h"

static const struct db_migration TEST_MIGRATIONS[] = {
	{ 1, "things",
	  "CREATE TABLE thing (\n"
	  "  id {pk},\n"
	  "  label TEXT UNIQUE,\n"
	  "  amount {int} CHECK (amount <> 13),\n"
	  "  payload {blob},\n"
	  "  ratio {real}\n"
	  ");\n"
	  "CREATE TABLE part (id {serial}, thing_id {int} NOT NULL REFERENCES thing(id));\n"
	  "CREATE TABLE counter (id {pk}, value {int} NOT NULL);\n"
	  "INSERT INTO counter (id, value) VALUES (1, 0), (2, 0);\n",
	  "sum-of-1" },
	{ 2, "guard",
	  "-- only: sqlite\n"
	  "-- body\n"
	  "CREATE TRIGGER part_guard BEFORE DELETE ON part BEGIN\n"
	  "  SELECT RAISE(ABORT, 'parts stay');\n"
	  "END;\n"
	  "-- end body\n"
	  "-- end\n"
	  "-- only: postgres\n"
	  "CREATE FUNCTION part_guard() RETURNS trigger LANGUAGE plpgsql AS $$\n"
	  "BEGIN\n"
	  "  RAISE EXCEPTION 'parts stay';\n"
	  "END;\n"
	  "$$;\n"
	  "CREATE TRIGGER part_guard BEFORE DELETE ON part FOR EACH ROW EXECUTE FUNCTION part_guard();\n"
	  "-- end\n",
	  "sum-of-2" },
};

enum { TEST_MIGRATION_COUNT = sizeof TEST_MIGRATIONS / sizeof TEST_MIGRATIONS[0] };

static inline void test_schema_apply(struct db_fixture *f)
{
	char why[512] = "";
	int applied = 0;
	if (db_migrate_list(f->db, &ENV_SYSTEM, TEST_MIGRATIONS, TEST_MIGRATION_COUNT, &applied, why, sizeof why) !=
	    ERR_OK)
		db_fixture_die("test schema", why);
}

#endif
