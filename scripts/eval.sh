#!/usr/bin/env bash
# Reads reports into a library of its own, asks the known questions about them and holds the scores against
# eval/floors.toml: the shipped samples always, the shared corpus (BELAGG_CORPUS, default ../shared) where it is there.
# With CI=true the corpus has to be there.
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${BELAGG_CORPUS:-../shared}
work=build/eval
rm -rf "$work"
mkdir -p "$work" results
# The unpacked model is the same for all libraries.
mkdir -p build/models

ask_suite() { # NAME SUITE REPORTS [option…]
  local name=$1 suite=$2 reports=$3
  shift 3
  echo "eval: $name"
  mkdir -p "$work/$name"
  ln -s ../../models "$work/$name/models" 2>/dev/null || true
  .venv/bin/belagg ingest --data "$work/$name" "$reports" >"$work/$name.log" 2>&1 || true
  .venv/bin/belagg eval --data "$work/$name" "$suite" --name "$name" --json "results/$name.json" \
    --floors eval/floors.toml "$@"
}

ask_suite samples samples/suite.jsonl samples/reports
if [ -d "$corpus/qa" ]; then
  ask_suite corpus-txt "$corpus/qa/dev.jsonl" "$corpus/corpus/txt"
elif [ "${CI:-}" = true ]; then
  echo "eval: the shared corpus is missing; set BELAGG_CORPUS" >&2
  exit 1
fi
