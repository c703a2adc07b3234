#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the pictures of the README anew from the browser walks (./test e2e keeps all of them in build-test/shots).
set -eu
cd "$(dirname "$0")/.."
export YS_BIN="${YS_BIN:-$PWD/build/yingshao}" YS_SHOTS="${YS_SHOTS:-$PWD/build-test/shots}"
[ -f "$YS_SHOTS/way-a-11-closed.png" ] || tests/e2e/run.sh
for pair in case:way-a-11-closed dispatch:way-a-5-why order:way-a-6-order receipt:way-a-2-receipt progress:way-a-9-progress; do
	cp "$YS_SHOTS/${pair#*:}.png" "docs/images/${pair%%:*}.png"
done
