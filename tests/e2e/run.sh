#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Browser walks over a demo city; screenshots in build-test/shots.
set -eu
cd "$(dirname "$0")/../.."
export YS_BIN="${YS_BIN:-$PWD/build/yingshao}" YS_FAST_PASSWORD=1
[ -f web/dist/desk/index.html ] || (cd web && npm ci && npm run build)
template=$(mktemp -d)
trap 'rm -rf "$template"' EXIT
node tests/demo_city.mjs "$template" sqlite
export YS_CITY_TEMPLATE="$template"
node --test --test-concurrency=1 --test-reporter=spec tests/e2e/*.test.mjs
