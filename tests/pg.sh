#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A throw-away PostgreSQL server for tests, reachable only through a unix socket in DIR.
#
#   tests/pg.sh start DIR    makes and starts it if need be, prints the URL (for YS_TEST_PG)
#   tests/pg.sh stop DIR     stops it; the directory may then be removed
#
# fsync is off unless YS_PG_FSYNC=1. As root the server runs as user postgres, for it refuses root.
set -eu

usage() {
	echo "usage: $0 start|stop DIR" >&2
	exit 2
}

[ $# -eq 2 ] || usage
command=$1
case $2 in
/*) dir=$2 ;;
*) dir=$(pwd)/$2 ;;
esac
case $dir in
*[!A-Za-z0-9/._-]*)
	echo "$0: the directory name may hold only letters, digits, / . _ -" >&2
	exit 2
	;;
esac
if [ ${#dir} -gt 80 ]; then
	echo "$0: $dir is too long for a unix socket" >&2
	exit 2
fi

bin=
for candidate in /usr/lib/postgresql/*/bin; do
	[ -x "$candidate/initdb" ] && bin=$candidate
done
if [ -z "$bin" ]; then
	echo "$0: no PostgreSQL server found (apt-get install postgresql)" >&2
	exit 1
fi

# Every argument is free of blanks and quotes (checked above), so one string is safe.
as_server() {
	if [ "$(id -u)" = 0 ]; then
		su postgres -s /bin/sh -c "cd / && $*"
	else
		sh -c "$*"
	fi
}

start() {
	mkdir -p "$dir"
	[ "$(id -u)" = 0 ] && chown postgres "$dir"
	if [ ! -f "$dir/data/PG_VERSION" ]; then
		# C collation: the same order as SQLite's.
		as_server "$bin/initdb -D $dir/data -U postgres -A trust -E UTF8 --locale=C --no-sync" >"$dir/initdb.log" 2>&1 || {
			cat "$dir/initdb.log" >&2
			exit 1
		}
		fsync=off
		[ "${YS_PG_FSYNC:-0}" = 1 ] && fsync=on
		cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = $fsync
full_page_writes = $fsync
max_connections = 200
shared_buffers = 64MB
deadlock_timeout = 100ms
autovacuum_naptime = 10s
log_min_messages = warning
CONF
	fi
	if ! as_server "$bin/pg_ctl -D $dir/data status" >/dev/null 2>&1; then
		as_server "$bin/pg_ctl -D $dir/data -w -t 60 -l $dir/server.log start" >/dev/null || {
			tail -20 "$dir/server.log" >&2
			exit 1
		}
	fi
	if ! as_server "$bin/psql -h $dir -U postgres -Atqc 'SELECT 1' yingshao" >/dev/null 2>&1; then
		as_server "$bin/createdb -h $dir -U postgres yingshao"
	fi
	echo "postgres://postgres@/yingshao?host=$dir"
}

case $command in
start) start ;;
stop) as_server "$bin/pg_ctl -D $dir/data -m immediate -w stop" >/dev/null ;;
*) usage ;;
esac
