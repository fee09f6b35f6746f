#!/usr/bin/env bash
# Asks known questions and reports how far the stated confidence can be trusted: scripts/calibration.sh [OBSERVED.jsonl…].
# Uses the libraries that `make eval` read, and further observations given by name (`python -m eval.calibration gather`).
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${BELAGG_CORPUS:-../shared}
eval=build/eval
out=build/calibration
mkdir -p "$out"
[ -d "$eval/samples" ] || { echo "calibration: run \`make eval\` first" >&2; exit 1; }

gather() { # NAME LIBRARY SUITE [option…]
  local name=$1 library=$2 suite=$3
  shift 3
  echo "calibration: asking $name"
  .venv/bin/python -m eval.calibration gather "$suite" --name "$name" --data "$eval/$library" --out "$out/$name.jsonl" "$@"
}

gather samples-known samples samples/suite.jsonl
gather samples-develop samples eval/asked/samples_develop.jsonl
gather samples-held samples eval/asked/samples_held_out.jsonl
gather world-pdf world-7-pdf "$eval/made-world-7/suite.jsonl"
gather world-txt world-11-txt "$eval/made-world-11/suite.jsonl"
if [ -d "$corpus/qa" ]; then
  gather corpus-txt corpus-txt "$corpus/qa/dev.jsonl"
  maps=()
  while read -r line; do maps+=(--map "$line"); done \
    < <(.venv/bin/python -m eval.same_reports "$eval/corpus-txt" "$eval/corpus-pdf")
  gather corpus-pdf corpus-pdf "$corpus/qa/dev.jsonl" --skip-appendix "${maps[@]}"
fi
mkdir -p results
.venv/bin/python -m eval.calibration report "$out"/*.jsonl eval/calibration/unseen.jsonl "$@" --json results/calibration.json
