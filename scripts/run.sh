#!/usr/bin/env bash
# Reads the reports, starts the API and the web chat, and stops both on Ctrl-C. Called by `make run`.
set -uo pipefail
cd "$(dirname "$0")/.."

host=${BELAGG_HOST:-127.0.0.1}
api="http://$host:${BELAGG_PORT:-8000}"
chat="http://$host:${BELAGG_UI_PORT:-8501}"
export BELAGG_API=$api

.venv/bin/belagg ingest "$@" || echo "Några filer kunde inte läsas; de andra finns i biblioteket."

api_pid=""
chat_pid=""
stop() {
  trap - INT TERM EXIT
  for pid in $chat_pid $api_pid; do kill "$pid" 2>/dev/null; done
  wait
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

.venv/bin/belagg serve >/dev/null &
api_pid=$!
answers() { .venv/bin/python -c 'import sys, urllib.request as r; r.urlopen(sys.argv[1], timeout=2)' "$1" 2>/dev/null; }
for _ in $(seq 120); do
  answers "$api/healthz" && break
  kill -0 "$api_pid" 2>/dev/null || { echo "API:et startade inte. Är porten ${BELAGG_PORT:-8000} upptagen?" >&2; exit 1; }
  sleep 0.5
done
.venv/bin/belagg ui >/dev/null &
chat_pid=$!
for _ in $(seq 120); do
  answers "$chat/_stcore/health" && break
  kill -0 "$chat_pid" 2>/dev/null || { echo "Chatten startade inte. Är porten ${BELAGG_UI_PORT:-8501} upptagen?" >&2; exit 1; }
  sleep 0.5
done

echo
echo "Belägg är igång:"
echo "  Chatt: $chat"
echo "  API:   $api"
echo "Avsluta med Ctrl-C."
# (The bash of macOS has no "wait -n".)
while kill -0 "$api_pid" 2>/dev/null && kill -0 "$chat_pid" 2>/dev/null; do sleep 1; done
echo "API:et eller chatten har avslutats; stänger den andra." >&2
exit 1
