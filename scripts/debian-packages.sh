#!/usr/bin/env bash
# Installs the Debian packages that tests of the web chat and the optional reading of scans use.
# Nothing here is needed to read reports with a text layer or to answer: where it can't install, it says what is missing and goes on.
set -euo pipefail

packages=(chromium fonts-dejavu-core tesseract-ocr-swe)

missing=()
for package in "${packages[@]}"; do
  if ! dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
    missing+=("$package")
  fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    echo "setup: missing without root: ${missing[*]} (browser tests and scanned pages need them)"
    exit 0
  fi
fi
if ! command -v apt-get >/dev/null; then
  echo "setup: missing on a machine without apt: ${missing[*]} (browser tests and scanned pages need them)"
  exit 0
fi
echo "setup: installing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
install=("${as_root[@]}" apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}")
if ! "${install[@]}" >/dev/null 2>&1; then
  "${as_root[@]}" apt-get update --quiet=2 >/dev/null 2>&1 || true
  "${install[@]}" >/dev/null 2>&1 || echo "setup: could not install ${missing[*]} (browser tests and scanned pages need them)"
fi
