#!/usr/bin/env bash
# Builds the site and serves it on loopback: with the tool's own preview, which rebuilds on every
# save, or, in a version that has none, with Python's file server.
set -euo pipefail
cd "$(dirname "$0")/.."
tool=$1
port=$2

if "$tool" --help | grep -qE "^ +preview( |$)"; then
  exec "$tool" preview --port "$port"
fi
"$tool" build
echo "Serving Output on http://127.0.0.1:$port/ (stop with Ctrl-C)"
exec python3 -m http.server --bind 127.0.0.1 --directory Output "$port"
