#!/bin/sh
# Starts Neo4j in its container with the password of a secret file. Only the process gets to know it: neither the
# container's settings (docker inspect) nor a command line shows it.
set -eu
NEO4J_AUTH="neo4j/$(cat /run/secrets/neo4j_password)"
export NEO4J_AUTH
# The official image's own start; images that are built elsewhere keep theirs in the second place.
for start in /startup/docker-entrypoint.sh /opt/neo4j/entrypoint.sh; do
  [ ! -x "$start" ] || exec "$start" neo4j
done
echo "this image of Neo4j has no known start" >&2
exit 1
