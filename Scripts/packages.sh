# Shared by the install scripts: installs the Debian or Ubuntu packages that are missing, asks nothing.

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "error: '$*' needs root: run it as root, or install sudo" >&2
    return 1
  fi
}

# True if dpkg has the package installed and configured.
is_installed() {
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Fetches the package lists; a second try, since mirrors hiccup.
update_package_lists() {
  as_root apt-get update -qq || { sleep 5 && as_root apt-get update -qq; }
}

# Installs those of the named packages that are not there. Fast and silent when none is missing.
install_missing() {
  local package missing=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if ! command -v apt-get >/dev/null; then
    echo "error: please install these with your system's package manager: ${missing[*]}" >&2
    return 1
  fi
  echo "Installing ${missing[*]}" >&2
  update_package_lists
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends -qq "${missing[@]}" </dev/null >&2
}
