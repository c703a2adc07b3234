#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Lifecycles per second over HTTP, each call durable, at several numbers of cases, on SQLite and PostgreSQL; memory; the raw
# rate of the engine beside it (docs/performance.md). Databases stay in --dir and are used again.
#
#   tests/bench/run.sh --dir DIR [--sizes "0 100000 1000000"] [--seconds 60] [--engines "sqlite postgres"]
set -eu
cd "$(dirname "$0")/../.."
bin=${YS_BIN:-$PWD/build/yingshao}
dir= sizes='0 100000 1000000' seconds=60 engines='sqlite postgres'
while [ $# -gt 1 ]; do
	case $1 in
	--dir) dir=$2 ;;
	--sizes) sizes=$2 ;;
	--seconds) seconds=$2 ;;
	--engines) engines=$2 ;;
	*) break ;;
	esac
	shift 2
done
[ -n "$dir" ] && [ $# -eq 0 ] || {
	sed -n '6s/^# *//p' "$0" >&2
	exit 2
}
mkdir -p "$dir"
pg=

# What a server of this size would be given; without fsync only while the rows are copied, which can be done again.
pg_settings() {
	printf 'shared_buffers = 1GB\nmax_wal_size = 8GB\ncheckpoint_timeout = 15min\n' >"$pg/data/bench.conf"
	if [ "$1" = loading ]; then
		printf 'fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nautovacuum = off\n' >>"$pg/data/bench.conf"
	fi
	grep -q bench.conf "$pg/data/postgresql.conf" || echo "include_if_exists = 'bench.conf'" >>"$pg/data/postgresql.conf"
	tests/pg.sh stop "$pg"
	url=$(tests/pg.sh start "$pg")
}

trap '[ -z "$pg" ] || tests/pg.sh stop "$pg"' EXIT
passed=0 failed=0
for size in $sizes; do
	[ "$size" != 0 ] || rm -rf "$dir/sqlite-0"
	"$bin" bench fill --var "$dir/sqlite-$size" --cases "$size"
	sync # what was filled without waiting for the disk is not to be written while the server is measured
	for engine in $engines; do
		printf '\n== %s, %s cases ==\n' "$engine" "$size"
		set -- --var "$dir/sqlite-$size"
		if [ "$engine" = postgres ]; then
			# keys and files are those of the SQLite fixture; the rows are copied
			pg=$(cd "$dir" && pwd)/pg-$size
			[ "$size" != 0 ] || rm -rf "$pg"
			url=$(YS_PG_FSYNC=1 tests/pg.sh start "$pg")
			if [ ! -f "$pg.copied" ] || [ "$size" = 0 ]; then
				pg_settings loading
				"$bin" bench copy --var "$dir/sqlite-$size" --to "$url"
				pg_settings running
				touch "$pg.copied"
			fi
			set -- "$@" --db "$url"
		fi
		if "$bin" bench run "$@" --seconds "$seconds" --streams 5000; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
		fi
		if [ "$engine" = postgres ]; then
			tests/pg.sh stop "$pg"
			pg=
		fi
	done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
