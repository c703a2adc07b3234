#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The build's own tools refuse what a tired author writes, and say in which line. Usage: tools_test.sh SQLGEN EMBED
set -u
sqlgen=$1
embed=$2
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failures=0

# refuses NAME EXPECTED-TEXT: the statements on standard input must be refused with this text.
refuses() {
	cat >"$dir/case.sql"
	if said=$("$sqlgen" "$dir" "$dir/case.sql" 2>&1); then
		echo "not refused: $1"
		failures=$((failures + 1))
	elif ! printf '%s' "$said" | grep -qF "case.sql:$2"; then
		echo "$1: expected \"$2\", got: $said"
		failures=$((failures + 1))
	fi
}

refuses "two statements of one name" '4: error: statement a twice' <<'SQL'
-- name: a :exec
DELETE FROM x;

-- name: a :exec
DELETE FROM y;
SQL
refuses "unknown type of a parameter" '2: error: unknown type of parameter $id' <<'SQL'
-- name: a :exec
DELETE FROM x WHERE id = $id:integer;
SQL
refuses "parameter without a type" '2: error: parameter $id has no type' <<'SQL'
-- name: a :exec
DELETE FROM x WHERE id = $id;
SQL
refuses "parameter with two types" '2: error: parameter $id has two types' <<'SQL'
-- name: a :exec
DELETE FROM x WHERE id = $id:int OR no = $id:text;
SQL
refuses "unknown type of a column" '2: error: unknown type "number"' <<'SQL'
-- name: a :one
-- out: id number
SELECT 1;
SQL
refuses "rows without a column list" '1: error: a is :many and needs a column list' <<'SQL'
-- name: a :many
SELECT 1;
SQL
refuses "column list that nobody reads" '1: error: a is :exec' <<'SQL'
-- name: a :exec
-- out: id int
DELETE FROM x;
SQL
refuses "misspelt header key" '2: error: unknown header key "outs"' <<'SQL'
-- name: a :one
-- outs: id int
SELECT 1;
SQL
refuses "two statements under one name" '2: error: text after the ";"' <<'SQL'
-- name: a :exec
DELETE FROM x; DELETE FROM y;
SQL
refuses "block that is not closed" '2: error: "-- only" without "-- end"' <<'SQL'
-- name: a :exec
-- only: sqlite
DELETE FROM x
SQL
refuses "positional parameter" '2: error: write parameters as $name:type' <<'SQL'
-- name: a :exec
DELETE FROM x WHERE id = ?;
SQL
refuses "name that C keeps for itself" '2: error: "case" is a C keyword' <<'SQL'
-- name: a :exec
DELETE FROM x WHERE id = $case:int;
SQL
refuses "name without a shape" '1: error: expected "-- name:' <<'SQL'
-- name: a
DELETE FROM x;
SQL

# Which statements count as writes.
cat >"$dir/kinds.sql" <<'SQL'
-- name: reads_word :exec
SELECT 'insert', "update" FROM x;
-- name: reads_with :exec
WITH q AS (SELECT 'delete' AS s) SELECT s FROM q;
-- name: writes_plain :exec
  update x SET a = 1;
-- name: writes_with :exec
WITH q AS (SELECT 1) INSERT INTO x SELECT * FROM q;
SQL
"$sqlgen" "$dir" "$dir/kinds.sql" || failures=$((failures + 1))
for name in reads_word reads_with writes_plain writes_with; do
	case $name in reads*) want=false ;; *) want=true ;; esac
	if ! grep -A3 "q_${name}_stmt = {" "$dir/kinds_sql.c" | grep -qF ".writes = $want"; then
		echo "$name: expected writes = $want"
		failures=$((failures + 1))
	fi
done

# migrations EXPECTED-TEXT FILE...: the list must be refused with this text ("" means accepted).
migrations() {
	want=$1
	shift
	said=$("$embed" "$dir/migrations.c" "$@" 2>&1)
	if [ $? -eq 0 ]; then
		[ -z "$want" ] && return
	elif [ -n "$want" ] && printf '%s' "$said" | grep -qF "$want"; then
		return
	fi
	echo "migrations: expected \"$want\", got: $said"
	failures=$((failures + 1))
}

echo 'CREATE TABLE a (id {pk});' >"$dir/0001_a.sql"
echo 'CREATE TABLE b (id {pk});' >"$dir/0002_b.sql"
echo 'CREATE TABLE c (id {pk});' >"$dir/0002_c.sql"
echo 'CREATE TABLE d (id {key});' >"$dir/0003_d.sql"
echo 'CREATE TABLE e (id {pk});' >"$dir/4_e.sql"
migrations "" "$dir/0002_b.sql" "$dir/0001_a.sql"
sum=$(sha256sum "$dir/0001_a.sql" | cut -d' ' -f1)
if ! grep -qF "$sum" "$dir/migrations.c"; then
	echo "the checksum of a migration is not its SHA-256"
	failures=$((failures + 1))
fi
migrations "the first number is 0002" "$dir/0002_b.sql"
migrations "number 0002 is also used by" "$dir/0001_a.sql" "$dir/0002_b.sql" "$dir/0002_c.sql"
migrations "0003_d.sql:1: error: unknown token {key}" "$dir/0001_a.sql" "$dir/0002_b.sql" "$dir/0003_d.sql"
migrations "named NNNN_lower_case.sql" "$dir/4_e.sql"

[ $failures -eq 0 ] || exit 1
echo "tools: all cases as expected"
