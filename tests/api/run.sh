#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The interface as strangers, clerks and attackers use it, against a real server on a demo city: on SQLite, and on
# PostgreSQL too when YS_TEST_PG names a server (see tests/pg.sh). The last line counts.
set -eu
cd "$(dirname "$0")/../.."
export YS_BIN="${YS_BIN:-$PWD/build/yingshao}" YS_FAST_PASSWORD=1
dir=$(mktemp -d)
log=$dir/log
trap 'rm -rf "$dir"' EXIT
code=0
passed=0
failed=0

run() {
	node tests/demo_city.mjs "$dir/$1" "$1"
	YS_CITY_TEMPLATE=$dir/$1 YS_API_DB=$1 node --test --test-concurrency=2 --test-reporter=spec tests/api/*.test.mjs >"$log" 2>&1 || code=$?
	cat "$log"
	passed=$((passed + $(sed -n 's/^ℹ pass \([0-9]*\)$/\1/p' "$log" | tail -1)))
	failed=$((failed + $(sed -n 's/^ℹ \(fail\|cancelled\) \([0-9]*\)$/+ \2/p' "$log" | tr -d '\n' | sed 's/^+//')))
}

run sqlite
if [ -n "${YS_TEST_PG:-}" ]; then
	echo "PostgreSQL:"
	run postgres
fi
echo "$passed passed, $failed failed"
exit "$code"
