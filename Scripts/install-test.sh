#!/usr/bin/env bash
# Installs what the tests need beside the build: a browser, Java for the HTML checker, cmark-gfm to
# compare with, and the Python packages of Tests/Acceptance, at the versions pinned there.
set -euo pipefail
cd "$(dirname "$0")/.."
source Scripts/packages.sh
Scripts/install-build.sh

requirements=Tests/Acceptance/requirements.txt
environment=.venv

if command -v dpkg-query >/dev/null; then
  install_missing cmark-gfm fonts-dejavu-core fonts-liberation librsvg2-bin poppler-utils
  command -v java >/dev/null || install_missing default-jre-headless
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    install_missing python3 python3-venv
    PATH="/usr/bin:$PATH"
  fi
fi

# The stamp changes with the pinned versions, so an unchanged environment costs nothing.
stamp="$environment/requirements.sha256"
wanted="$(sha256sum <"$requirements")"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  echo "Installing the Python packages of $requirements into $environment" >&2
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  echo "$wanted" >"$stamp"
fi

# Debian packages Chromium; on Ubuntu its package is a stub, so Playwright brings its own there.
browser="$("$environment/bin/python" Tests/Acceptance/browser.py)"
if [ -z "$browser" ]; then
  if apt-cache show chromium >/dev/null 2>&1 || { update_package_lists &&
    apt-cache show chromium >/dev/null 2>&1; }; then
    install_missing chromium
  else
    as_root "$PWD/$environment/bin/playwright" install-deps chromium >&2
    "$environment/bin/playwright" install chromium >&2
  fi
fi
