#!/usr/bin/env bash
# Installs what the tool needs to be built: C libraries with their headers. Swift itself must be there.
set -euo pipefail
cd "$(dirname "$0")/.."
source Scripts/packages.sh

if ! command -v swift >/dev/null; then
  echo "error: Swift 6.2 or later is needed, and 'swift' is not on PATH: https://www.swift.org/install" >&2
  exit 1
fi

if command -v dpkg-query >/dev/null; then
  install_missing libcmark-gfm-dev libcmark-gfm-extensions-dev libpcre2-dev libsqlite3-dev libxxhash-dev \
    nettle-dev zlib1g-dev
  command -v git >/dev/null || install_missing git ca-certificates
else
  echo "note: no dpkg here; the build needs cmark-gfm, Nettle, PCRE2, SQLite, xxHash and zlib with their headers" >&2
fi
