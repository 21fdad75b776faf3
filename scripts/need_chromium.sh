#!/bin/sh
# Make sure that there is a Chromium for the browser tests; say how when there is none.
set -eu

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium for the browser tests (once)"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi

echo "The browser tests need Chromium: apt-get install chromium, or set CHROMIUM to its path" >&2
exit 1
