#!/usr/bin/env bash
# Asks second worlds (eval/world), as PDF and as text extract: scripts/world.sh [SEED…]. 1 when a floor is broken.
set -euo pipefail
cd "$(dirname "$0")/.."
work=build/world
. scripts/suites.sh

broken=0
for seed in "${@:-1}"; do
  for flavour in pdf txt; do
    ask_world "$seed" "$flavour" || broken=1
    mv "results/world-$flavour.json" "results/world-$seed-$flavour.json"
  done
done
exit "$broken"
