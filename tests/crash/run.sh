#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Killed while writing, ten times in a row on SQLite and once on PostgreSQL, and a disk that is full in the middle of a batch:
# what was acknowledged is there, a repeated request is answered as the first time, nothing is half written.
set -u
cd "$(dirname "$0")/../.."
bin=${YS_BIN:-$PWD/build/yingshao}
case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
rounds=${YS_CRASH_ROUNDS:-10}
dir=$(mktemp -d /tmp/ys_crash_XXXXXX)
chmod 755 "$dir"
passed=0 failed=0 server= driver= pg= mounted=

clean() {
	[ -z "$driver" ] || kill -9 "$driver" 2>/dev/null
	[ -z "$server" ] || kill -9 "$server" 2>/dev/null
	[ -z "$pg" ] || tests/pg.sh stop "$pg"
	[ -z "$mounted" ] || umount "$mounted"
	rm -rf "$dir"
}
trap clean EXIT

# holds NAME COMMAND…: one test
holds() {
	name=$1
	shift
	if "$@" >"$dir/out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name"
		tail -n 15 "$dir/out"
	fi
}

# start VAR [--db URL]: serves on $port (any free one the first time) and waits
start() {
	"$bin" serve --var "$@" --port "${port:-0}" >"$dir/serve.out" 2>>"$dir/serve.err" &
	server=$!
	for i in $(seq 300); do
		[ -n "${port:-}" ] || port=$(sed -n 's|^http://127.0.0.1:\([0-9]*\)/desk/.*|\1|p' "$dir/serve.out")
		[ -n "${port:-}" ] && "$bin" bench acked --var "$1" --port "$port" --name none --acknowledged /dev/null --clients 1 >/dev/null 2>&1 &&
			grep -q desk "$dir/serve.out" && return 0
		kill -0 "$server" 2>/dev/null || break
		sleep 0.1
	done
	tail -n 5 "$dir/serve.err"
	return 1
}

drive() {
	"$bin" bench drive --var "$1" --port "$port" --name "$2" --acknowledged "$dir/$2.acked" --stubborn --seconds 3600 >"$dir/$2.drive" 2>&1 &
	driver=$!
}

end_drive() {
	kill -TERM "$driver" 2>/dev/null
	wait "$driver"
	code=$?
	driver=
	return $code
}

acked() {
	"$bin" bench acked --var "$1" --port "$port" --name "$2" --acknowledged "$dir/$2.acked"
}

stop() {
	kill -TERM "$server"
	wait "$server"
	server=
}

# kill_rounds LABEL N VAR [--db URL]
kill_rounds() {
	label=$1 n=$2
	shift 2
	port=
	holds "$label: a city" "$bin" bench people --var "$@"
	holds "$label: served" start "$@"
	drive "$1" "$label"
	for i in $(seq "$n"); do
		sleep "1.$i"
		kill -9 "$server"
		wait "$server" 2>/dev/null
		server=
		holds "$label: history after kill $i" "$bin" verify --var "$@"
		holds "$label: invariants after kill $i" "$bin" check --var "$@"
		holds "$label: serves again after kill $i" start "$@"
	done
	sleep 1
	holds "$label: every request was answered in the end" end_drive
	holds "$label: what was acknowledged is there, and once" acked "$1" "$label"
	stop
	holds "$label: history at the end" "$bin" verify --var "$@"
	holds "$label: invariants at the end" "$bin" check --var "$@"
	tail -n 1 "$dir/out"
}

kill_rounds sqlite "$rounds" "$dir/sqlite"

# The measurement of the engine writes rows of its own making: they must keep up with the tables.
holds 'the engine alone' "$bin" bench raw --var "$dir/raw" --seconds 1 --clients 2

if YS_PG_FSYNC=1 tests/pg.sh start "$dir/pg" >"$dir/pg.url" 2>/dev/null; then
	pg=$dir/pg
	kill_rounds postgres 1 "$dir/pgvar" --db "$(cat "$dir/pg.url")"
else
	echo 'no PostgreSQL server here: its round is left out'
fi

# A full disk: needs a file system of its own.
mkdir "$dir/small"
if mount -t tmpfs -o size=112m tmpfs "$dir/small" 2>/dev/null; then
	mounted=$dir/small
	port=
	holds 'full disk: a city' "$bin" bench people --var "$dir/small/var"
	holds 'full disk: served' start "$dir/small/var"
	drive "$dir/small/var" full
	for i in $(seq 600); do
		[ "$(df -k --output=avail "$dir/small" | tail -n 1)" -gt 40 ] || break
		sleep 0.2
	done
	sleep 2
	holds 'full disk: the server lives' kill -0 "$server"
	mount -o remount,size=384m "$dir/small"
	sleep 3
	holds 'full disk: goes on when there is space' end_drive
	holds 'full disk: somebody was told to come back' grep -q 'told to come back' "$dir/full.drive"
	holds 'full disk: what was acknowledged is there, and once' acked "$dir/small/var" full
	stop
	holds 'full disk: history' "$bin" verify --var "$dir/small/var"
	holds 'full disk: invariants' "$bin" check --var "$dir/small/var"
else
	echo 'no tmpfs can be mounted here: the full disk is left out'
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
