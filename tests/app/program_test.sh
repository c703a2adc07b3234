#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The program as an operator uses it: usage errors, a new city, checks, accounts, backup, and what it refuses.
#
#   tests/app/program_test.sh PROGRAM
set -u
program=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0

# expect CODE TEXT ARGUMENT…: exit code and a text in the output
expect() {
	code=$1 text=$2
	shift 2
	out=$("$program" "$@" 2>&1)
	got=$?
	if [ $got -ne "$code" ] || ! printf '%s' "$out" | grep -qF -- "$text"; then
		failed=$((failed + 1))
		printf 'not as expected: yingshao %s\n  exit %d instead of %d, or without: %s\n%s\n' "$*" "$got" "$code" "$text" "$out"
	fi
}

expect 0 'serve' --help
expect 2 'serve'
expect 2 '没有命令 sreve' sreve
expect 2 '是不是 --port' serve --prot 1
expect 2 '整数' serve --port many
expect 2 '--demo 或 --city' init
expect 2 '6 位' init --city 试市 --region 99
expect 0 '--region' init --help
expect 0 '数据库版本' version
expect 0 '[server]' serve --print-config
expect 1 'yingshao init' serve --var "$dir/none"
expect 0 '"openapi":"3.1.0"' openapi
expect 0 'export' openapi --typescript

{
	echo 'id,title,body,label'
	for i in 1 2 3 4 5 6; do
		printf 'a%s,路灯不亮,晚上看不见路,照明\nb%s,垃圾没人清运,很臭,环卫\n' $i $i
	done
} >"$dir/taught.csv"
printf 'id,title,body\nx,門口路燈壞了,\ny,,"楼下的垃圾,很臭"\n' >"$dir/asked.csv"
printf 'id,title,body,label\na,路灯\n' >"$dir/short.csv"
printf 'id,title,body,label\na,\377,b,c\n' >"$dir/broken.csv"
expect 2 'classify、dispatch、merge 或 hot' nlp
expect 2 '--train' nlp classify
expect 2 '没有选项 --trane' nlp classify --trane x
expect 0 'id,label,probability' nlp --help
expect 1 '打不开' nlp classify --train "$dir/none.csv" --test "$dir/asked.csv" --out "$dir/said.csv"
expect 1 '第 2 行：列数' nlp classify --train "$dir/short.csv" --test "$dir/asked.csv" --out "$dir/said.csv"
expect 1 '第 2 行：不是 UTF-8' nlp classify --train "$dir/broken.csv" --test "$dir/asked.csv" --out "$dir/said.csv"
expect 1 '没有列 REC_ID' nlp dispatch --train "$dir/taught.csv" --test "$dir/asked.csv" --out "$dir/said.csv"
expect 0 '学习 12 行，2 种结论' nlp classify --why --train "$dir/taught.csv" --test "$dir/asked.csv" --out "$dir/said.csv"
grep -q '^x,照明,.*路灯' "$dir/said.csv" && grep -q '^y,环卫,.*臭' "$dir/said.csv" || {
	failed=$((failed + 1))
	echo 'nlp classify: not what was taught:'
	cat "$dir/said.csv"
}

var=$dir/var
expect 1 'start/channels.csv' init --city 试市 --region 990182 --var "$var" --data "$dir"
expect 0 'secadmin' init --city 试市 --region 990182 --var "$var"
expect 1 '不能再初始化' init --city 试市 --region 990182 --var "$var"
[ "$(stat -c %a "$var/keys")" = 600 ] || {
	failed=$((failed + 1))
	echo 'the key file can be read by others'
}
expect 0 '系统管理员' user list --var "$var"
expect 0 'receiver' user roles
expect 2 '--name' user add kefu01 --var "$var"
expect 1 '角色' user add kefu01 --name 张三 --role nobody --var "$var"
expect 0 '密码是' user add kefu01 --name 张三 --role receiver --var "$var"
expect 1 '账号已被使用' user add kefu01 --name 李四 --role receiver --var "$var"
expect 0 '受理员·全市' user list --var "$var"
expect 0 '密码是' user password kefu01 --var "$var"
expect 0 '已解锁' user unlock kefu01 --var "$var"
expect 1 '没有这个账号' user unlock nobody --var "$var"
expect 0 '0 个问题' verify --var "$var"
expect 0 '去掉 0 行，补上 0 行' rebuild --var "$var"
expect 0 '密钥文件要与数据库备份分开保管' backup "$dir/copy.db" --var "$var"
expect 1 '已存在' backup "$dir/copy.db" --var "$var"
expect 2 '备份文件名' backup --var "$var"
expect 0 '张三' user list --var "$var" --db "sqlite:$dir/copy.db"
expect 0 '状态机' check --machines
expect 1 'kyes' serve --config "$dir/kyes.ini" --var "$var"

exit $((failed > 0))
