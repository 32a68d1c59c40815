#!/bin/sh
# Writes the images of docker-compose.yml into .env as name:tag@sha256:…, so that a tag that is moved changes nothing.
# Run it again to take newer images; it prints what it wrote.
set -eu
cd "$(dirname "$0")/.."
pin() { # VARIABLE NAME:TAG
  docker pull --quiet "$2" >/dev/null || { echo "$2: cannot be pulled, nothing is pinned" >&2; exit 1; }
  digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$2" | sed -n 's/.*@//p' | head -1)
  [ -n "$digest" ] || { echo "$2: no digest, it comes from no registry" >&2; exit 1; }
  lines="$lines$1=$2@$digest
"
}
lines=""
pin KOOPERACJE_PYTHON_IMAGE "${PYTHON_TAG:-python:3.11-slim}"
pin KOOPERACJE_NEO4J_IMAGE "${NEO4J_TAG:-neo4j:2026.08.1}"
touch .env
kept=$(grep -vE '^#?KOOPERACJE_(PYTHON|NEO4J)_IMAGE=' .env || true)
printf '%s\n%s' "$kept" "$lines" > .env
printf '%s' "$lines"
