#!/usr/bin/env bash
# Reads reports into a library of its own, asks the known questions about them and holds the scores against
# eval/floors.toml: the shipped samples and two made worlds always, the shared corpus (BELAGG_CORPUS, default ../shared) where it is there.
# With CI=true the corpus has to be there.
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${BELAGG_CORPUS:-../shared}
work=build/eval
. scripts/suites.sh
rm -rf "$work"
mkdir -p "$work"

read_reports samples samples/reports
ask_suite samples samples/suite.jsonl
# Everyday wordings of the same reports: one half was developed on, the other only measured.
ask_suite samples eval/asked/samples_develop.jsonl samples-develop
ask_suite samples eval/asked/samples_held_out.jsonl samples-held-out
# Reports and questions that a script makes. `make bench-world` asks more of them.
ask_world 7 pdf
ask_world 11 txt
if [ -d "$corpus/qa" ]; then
  read_reports corpus-txt "$corpus/corpus/txt"
  ask_suite corpus-txt "$corpus/qa/dev.jsonl"
  read_reports corpus-pdf "$corpus/corpus/pdf"
  # The same questions of the same reports as PDF, which have other names and no appendices.
  maps=()
  while read -r line; do maps+=(--map "$line"); done \
    < <(.venv/bin/python -m eval.same_reports "$work/corpus-txt" "$work/corpus-pdf")
  ask_suite corpus-pdf "$corpus/qa/dev.jsonl" --skip-appendix "${maps[@]}"
elif [ "${CI:-}" = true ]; then
  echo "eval: the shared corpus is missing; set BELAGG_CORPUS" >&2
  exit 1
fi
