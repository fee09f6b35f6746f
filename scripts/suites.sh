# Sourced by the scripts that measure: reads reports into libraries of their own and asks known questions about them.
# work: the folder of the libraries, below the checkout.

# A scan without text is refused; that is no failure here.
read_reports() { # NAME REPORTS
  echo "eval: reading $1"
  rm -rf "${work:?}/$1"
  mkdir -p "$work/$1" build/models
  # The unpacked model is the same for all libraries.
  ln -s "$PWD/build/models" "$work/$1/models"
  .venv/bin/belagg ingest --data "$work/$1" "$2" >"$work/$1.log" 2>&1 || true
}

ask_suite() { # NAME SUITE [RESULTS-NAME] [option…]
  local name=$1 suite=$2 results=$1
  shift 2
  if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
    results=$1
    shift
  fi
  echo "eval: asking $results"
  mkdir -p results
  .venv/bin/belagg eval --data "$work/$name" "$suite" --name "$results" --json "results/$results.json" \
    --floors eval/floors.toml "$@"
}

make_world() { # SEED; the reports are in $work/made-world-SEED, with one suite for both flavours
  [ -d "$work/made-world-$1" ] || .venv/bin/python -m eval.world --seed "$1" --out "$work/made-world-$1"
}

ask_world() { # SEED FLAVOUR
  make_world "$1"
  read_reports "world-$1-$2" "$work/made-world-$1/$2"
  ask_suite "world-$1-$2" "$work/made-world-$1/suite.jsonl" "world-$2"
}
