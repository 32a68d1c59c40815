// name: find
// access: read
// params: key, since
// returns: body, answer
// What a request with this key did, if it was done since.
MATCH (o:DoneRequest {key: $key})
WHERE o.at > $since
RETURN o.body AS body, o.answer AS answer
ORDER BY body;

// name: note
// access: write
// params: key, claim, body, answer, at
// returns: key
// Note what a request with this key does; no row means that it was done already.
MERGE (o:DoneRequest {key: $key})
ON CREATE SET o.claim = $claim
WITH o
WHERE o.claim = $claim AND o.at IS NULL
SET o.body = $body, o.answer = $answer, o.at = $at
RETURN o.key AS key;

// name: prune
// access: write
// params: until
// returns: pruned:int
// Forget requests of long ago.
MATCH (o:DoneRequest)
WHERE o.at <= $until
DELETE o
RETURN count(*) AS pruned;

// name: find_all
// access: read
// params:
// returns: key, body, answer, at
// Every request that was noted.
MATCH (o:DoneRequest)
RETURN o.key AS key, o.body AS body, o.answer AS answer, o.at AS at
ORDER BY key;
