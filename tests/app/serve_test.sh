#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The server as a process: start, first login, event stream with topics by right, replay, one writer only, graceful end.
#
#   tests/app/serve_test.sh PROGRAM
set -u
program=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d)
var=$dir/var
server=
failed=0
end() {
	[ -z "$server" ] || kill "$server" 2>/dev/null
	rm -rf "$dir"
}
trap end EXIT

wrong() {
	failed=$((failed + 1))
	printf 'not as expected: %s\n' "$*"
}

# holds TEXT WHAT: the text stands in standard input
holds() {
	input=$(cat)
	printf '%s' "$input" | grep -qF -- "$1" || wrong "$2: no “$1” in: $input"
}

# call JAR METHOD PATH [curl arguments]: status line and body
call() {
	jar=$dir/$1.jar method=$2 path=$3
	shift 3
	curl -s -i --max-time 20 -b "$jar" -c "$jar" -X "$method" -H "Origin: $url" -H 'Content-Type: application/json' "$@" "$url/api/v1$path"
}

# one password for everybody, after the random one of the command line
own_password='Weather-Vane-2931'
new_user() {
	random=$("$program" user add "$1" --name 张三 --role "$2" --var "$var" 2>&1 | sed -n 's/.*密码是 \([^ ]*\) .*/\1/p')
	[ -n "$random" ] || wrong "no password for $1"
	printf '%s' "$random" >"$dir/$1.password"
}
log_in() {
	random=$(cat "$dir/$1.password")
	call "$1" POST /auth/login -d "{\"login\":\"$1\",\"password\":\"$random\"}" | holds '"must_change":true' "first login of $1"
	call "$1" POST /auth/password -d "{\"old\":\"$random\",\"new\":\"$own_password\"}" | holds 'HTTP/1.1 20' "own password of $1"
	call "$1" POST /auth/login -d "{\"login\":\"$1\",\"password\":\"$own_password\"}" | holds '"must_change":false' "second login of $1"
}

"$program" init --city 试市 --region 990182 --var "$var" >/dev/null 2>&1 || wrong 'init'
new_user shouli receiver
new_user fenbo dispatcher
"$program" serve --var "$var" --port 0 >"$dir/out" 2>"$dir/log" &
server=$!
for _ in $(seq 1 200); do
	url=$(sed -n 's|^\(http://[^ ]*\)/desk/.*|\1|p' "$dir/out")
	[ -n "$url" ] && break
	sleep 0.1
done
[ -n "$url" ] || {
	cat "$dir/log"
	wrong 'the server does not say its address'
	exit 1
}
curl -s "$url/readyz" | holds '"ok"' 'readiness'
"$program" serve --var "$var" --port 0 2>&1 | holds '另一个进程' 'a second writer'
"$program" check --var "$var" 2>&1 | holds '数据：' 'check beside the server'

log_in shouli
log_in fenbo
call nobody GET '/stream?topics=mine' | holds '401' 'stream of nobody'
call fenbo GET '/stream?topics=nonsense' | holds '422' 'unknown topic'
call shouli GET '/stream?topics=pool,case:1' --max-time 3 | holds '403' 'topics of others'
curl -sN --max-time 60 -b "$dir/fenbo.jar" "$url/api/v1/stream?topics=sorting,mine" >"$dir/stream" &
listener=$!
sleep 1
call shouli POST /appeals -H 'Idempotency-Key: 6f1b3c9e-0b0e-4b8e-9d43-0a4b1d7f0001' \
	-d '{"channel":"phone","anonymity":"anonymous","type":"complaint","family":"people","title":"路灯不亮","body":"小区门口的路灯三天不亮了。"}' |
	holds '"status":"sorting"' 'registering an appeal'
for _ in $(seq 1 50); do
	grep -q 'appeal.submitted' "$dir/stream" && break
	sleep 0.1
done
holds '{"topics":["sorting","appeal:1"],"kind":"appeal.submitted"' 'live message' <"$dir/stream"
curl -sN --max-time 2 -b "$dir/fenbo.jar" -H 'Last-Event-ID: 0' "$url/api/v1/stream?topics=sorting" | holds 'id: 1' 'replay'
curl -sN --max-time 2 -b "$dir/fenbo.jar" -H 'Last-Event-ID: 99' "$url/api/v1/stream?topics=sorting" | holds 'event: reset' 'unknown last id'
call fenbo POST /auth/logout | holds 'HTTP/1.1 20' 'logout'
wait "$listener"
code=$?
[ $code -ne 28 ] || wrong 'the stream outlives the logout'

kill -HUP "$server"
sleep 0.5
holds 'reference data read again' 'SIGHUP' <"$dir/log"
kill -TERM "$server"
wait "$server"
code=$?
server=
[ $code -eq 0 ] || wrong "exit code $code after SIGTERM"
"$program" verify --var "$var" 2>&1 | holds '0 个问题' 'history afterwards'
grep -E ' (warn|error) ' "$dir/log" && wrong 'the log complains'
exit $((failed > 0))
