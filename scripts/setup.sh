#!/usr/bin/env bash
# Makes .venv with just the versions of constraints.txt. Called by `make setup`.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3.11}
if ! command -v "$python" >/dev/null; then
  echo "setup: $python is missing; install Python 3.11 or set PYTHON" >&2
  exit 1
fi

scripts/debian-packages.sh

if [ ! -x .venv/bin/python ]; then
  echo "setup: making .venv"
  "$python" -m venv .venv
fi

pip=(.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt)

# On Linux, PyPI's wheel of torch brings several GB of CUDA that nothing here uses. A CPU build of the same version
# (its version ends in +cpu) is taken from the package sources at hand, else from PyTorch's own index.
torch=$(grep '^torch==' constraints.txt)
if [ "$(uname -s)" = Linux ] && ! .venv/bin/python -c 'import torch' 2>/dev/null; then
  echo "setup: installing $torch, the build without CUDA (200 MB)"
  "${pip[@]}" "$torch+cpu" 2>/dev/null || "${pip[@]}" --index-url https://download.pytorch.org/whl/cpu "$torch"
fi

echo "setup: installing the other packages (the first time takes a few minutes)"
"${pip[@]}" --editable '.[dev]'
echo "setup: done"
