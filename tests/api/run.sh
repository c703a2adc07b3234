#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The interface as strangers, clerks and attackers use it, against a real server on a demo city: on SQLite, and on
# PostgreSQL too when YS_TEST_PG names a server (see tests/pg.sh).
set -eu
cd "$(dirname "$0")/../.."
export YS_BIN="${YS_BIN:-$PWD/build/yingshao}" YS_FAST_PASSWORD=1
code=0
node --test --test-concurrency=2 --test-reporter=spec tests/api/*.test.mjs || code=$?
if [ -n "${YS_TEST_PG:-}" ]; then
	echo "PostgreSQL:"
	YS_API_DB=postgres node --test --test-concurrency=2 --test-reporter=spec tests/api/*.test.mjs || code=$?
fi
exit $code
