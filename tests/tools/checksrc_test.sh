#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# checksrc must find each kind of violation, and nothing in a clean tree.
#
#   tests/tools/checksrc_test.sh PATH-OF-CHECKSRC
set -eu

checksrc=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0

# fresh: a clean source tree with two rooms
fresh() {
	rm -rf "$dir/src"
	mkdir -p "$dir/src/base" "$dir/src/order" "$dir/src/http"
	printf '%s\n%s\n' '/* SPDX-License-Identifier: Apache-2.0 */' 'int base_one(void);' >"$dir/src/base/sv.h"
	printf '%s\n%s\n' '/* SPDX-License-Identifier: Apache-2.0 */' '#include "base/sv.h"' >"$dir/src/order/order.h"
}

# expect NAME TEXT: checksrc fails and says TEXT; with TEXT "" it must be content
expect() {
	if out=$("$checksrc" "$dir"); then code=0; else code=$?; fi
	if [ -z "$2" ]; then
		[ $code -eq 0 ] && return
	elif [ $code -eq 1 ] && printf '%s' "$out" | grep -qF -- "$2"; then
		return
	fi
	failed=$((failed + 1))
	printf 'not as expected: %s (exit %d)\n%s\n' "$1" "$code" "$out"
}

fresh
expect 'a clean tree' ''

fresh
printf '#include "order/order.h"\n' >>"$dir/src/base/sv.h"
expect 'a lower room includes a higher one' 'base may not know order'

fresh
printf '#include "base/x_internal.h"\n' >>"$dir/src/order/order.h"
expect 'the inside of another room' 'private to its room'

fresh
printf '#include "helper.h"\n' >>"$dir/src/order/order.h"
expect 'an include without its room' 'write the room'

fresh
mkdir -p "$dir/src/nowhere"
sed 's/one/two/' "$dir/src/base/sv.h" >"$dir/src/nowhere/n.h"
printf '#include "base/sv.h"\n' >>"$dir/src/nowhere/n.h"
expect 'a room nobody has entered in the table' 'has no row'

fresh
printf '#include <sqlite3.h>\n' >>"$dir/src/order/order.h"
expect 'a database driver outside the storage room' 'belongs to src/db/sqlite.c'

fresh
printf '// #include <sqlite3.h> and strcpy(a, b)\nconst char *s = "strcpy(a, b)";\n' >>"$dir/src/order/order.h"
expect 'banned words in comments and texts' ''

fresh
printf 'static int f(void) { return atoi("1"); }\n' >>"$dir/src/order/order.h"
expect 'a banned function' 'atoi is banned'

fresh
printf 'static int f(struct e *e) { return e->random(1) + e->time(2); }\n' >>"$dir/src/order/order.h"
expect 'a member with the name of a banned function' ''

fresh
printf 'int x; \n' >>"$dir/src/order/order.h"
expect 'white space at the end' 'white space at the end'

fresh
printf '    int x;\n' >>"$dir/src/order/order.h"
expect 'spaces as indent' 'indent with tabs'

fresh
printf 'int x;\r\n' >>"$dir/src/order/order.h"
expect 'lines of another system' 'carriage return'

fresh
printf 'int x;' >>"$dir/src/order/order.h"
expect 'no newline at the end' 'no newline'

fresh
printf 'int x;\n' >"$dir/src/order/order.h"
expect 'no licence' 'first line must be'

fresh
printf 'int %0140d;\n' 1 >>"$dir/src/order/order.h"
expect 'a line too long' 'columns; 130 at most'

fresh
printf '/* %s */\n' "$(printf '工%.0s' $(seq 1 110))" >>"$dir/src/order/order.h"
expect 'Chinese characters count one column each' ''

fresh
i=0
while [ $i -lt 810 ]; do echo '/* line */'; i=$((i + 1)); done >>"$dir/src/order/order.h"
expect 'a file too long' 'lines; 800 at most'

fresh
printf -- '-- SPDX-License-Identifier: Apache-2.0\nSELECT IFNULL(a, 0) FROM t;\n' >"$dir/src/order/order.sql"
expect 'SQL of one engine only' 'IFNULL is not used here'

fresh
printf -- "-- SPDX-License-Identifier: Apache-2.0\n-- no LIKE here\nSELECT 'LIKE' FROM t;\n" >"$dir/src/order/order.sql"
expect 'such a word in a comment or text' ''

[ $failed -eq 0 ] || exit 1
