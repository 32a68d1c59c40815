#!/bin/sh
# The same question as a line of curl: sh docs/examples/route.sh
curl --fail-with-body --silent --show-error "${KOOPERACJE_URL:-http://127.0.0.1:8000}/api/v1/routes?lang=en" \
  --header "Authorization: Bearer $KOOPERACJE_TOKEN" \
  --json '{"gmina": "2499011", "needs": ["N04", "Z1"], "age_bands": ["26-59"]}'
