// name: find_heads
// access: read
// params:
// returns: id, lines, digest, seals, seal
// How far the audit trails of this store's access files were known to reach.
MATCH (h:AccessHead)
RETURN h.id AS id, h.lines AS lines, h.digest AS digest, h.seals AS seals, h.seal AS seal
ORDER BY id;

// name: put_head
// access: write
// params: id, lines, digest, seals, seal
// returns: id
// Remember how far an access file reaches.
MERGE (h:AccessHead {id: $id})
SET h.lines = $lines, h.digest = $digest, h.seals = $seals, h.seal = $seal
RETURN h.id AS id;

// name: drop_head
// access: write
// params: id
// returns: id
// Forget an access file that another one takes the place of.
MATCH (h:AccessHead {id: $id})
DELETE h
RETURN $id AS id;

// name: probe
// access: write
// params: at
// returns: at
// Write something, to see whether writing works.
MERGE (p:StoreProbe {id: 'probe'})
SET p.at = $at
RETURN p.at AS at;
