// name: find_invitations
// access: read
// params: id
// returns: institution_id, responsible_role, due_on, moves, version:int
// The plan of invitations of a partnership.
MATCH (p:Partnership {id: $id})-[:PLANS]->(v:Invitation)
RETURN v.institution_id AS institution_id, v.responsible_role AS responsible_role,
  v.due_on AS due_on, v.moves AS moves, v.version AS version
ORDER BY institution_id;

// name: create_invitation
// access: write
// params: id, key, institution_id, responsible_role, due_on, moves
// returns: version:int
// Plan to invite an institution of the map; no row means that it is not there or is planned already.
MATCH (i:Institution {id: $institution_id})-[:ON_MAP_OF]->(p:Partnership {id: $id})
MERGE (v:Invitation {key: $key})
ON CREATE SET v.version = 0
WITH p, v
WHERE v.version = 0
SET v.version = 1, v.institution_id = $institution_id, v.responsible_role = $responsible_role,
  v.due_on = $due_on, v.moves = $moves
MERGE (p)-[:PLANS]->(v)
RETURN v.version AS version;

// name: move_invitation
// access: write
// params: key, claim, expected, responsible_role, due_on, moves
// returns: version:int
// Add a step to an invitation. The first SET takes the lock; no row means that it moved since.
MATCH (v:Invitation {key: $key})
SET v.claim = $claim
WITH v
WHERE v.version = $expected
SET v.version = $expected + 1, v.responsible_role = $responsible_role, v.due_on = $due_on,
  v.moves = $moves
RETURN v.version AS version;

// name: drop_invitation
// access: write
// params: key, claim, expected
// returns: dropped
// Take an invitation out of the plan; no row means that it moved since.
MATCH (v:Invitation {key: $key})
SET v.claim = $claim
WITH v, v.key AS dropped
WHERE v.version = $expected
DETACH DELETE v
RETURN dropped AS dropped;

// name: retire_invitations
// access: write
// params: keys
// returns: retired:int
// Delete the invitations of institutions that are gone from the map.
MATCH (v:Invitation)
WHERE v.key IN $keys
DETACH DELETE v
RETURN count(*) AS retired;

// name: find_meetings
// access: read
// params: id
// returns: held_on, kind, institution_ids
// The meetings of a partnership.
MATCH (p:Partnership {id: $id})-[:MET]->(m:Meeting)
RETURN m.held_on AS held_on, m.kind AS kind, m.institution_ids AS institution_ids
ORDER BY held_on, kind;

// name: create_meeting
// access: write
// params: id, key, held_on, kind, institution_ids
// returns: held_on
// Write a meeting; no row means that there is one of this day and kind, or the partnership is gone.
MATCH (p:Partnership {id: $id})
MERGE (m:Meeting {key: $key})
ON CREATE SET m.kind = ''
WITH p, m
WHERE m.kind = ''
SET m.held_on = $held_on, m.kind = $kind, m.institution_ids = $institution_ids
MERGE (p)-[:MET]->(m)
RETURN m.held_on AS held_on;

// name: change_meeting
// access: write
// params: key, held_on, seen, institution_ids
// returns: held_on
// Change who was there. The first SET takes the lock; no row means that it is not what was seen.
MATCH (m:Meeting {key: $key})
SET m.held_on = $held_on
WITH m
WHERE coalesce(m.institution_ids, '') = $seen
SET m.institution_ids = $institution_ids
RETURN m.held_on AS held_on;

// name: drop_meeting
// access: write
// params: key, held_on, seen
// returns: dropped
// Delete a meeting. The first SET takes the lock; no row means that it is not what was seen.
MATCH (m:Meeting {key: $key})
SET m.held_on = $held_on
WITH m, m.key AS dropped
WHERE coalesce(m.institution_ids, '') = $seen
DETACH DELETE m
RETURN dropped AS dropped;

// name: retire_meetings
// access: write
// params: id
// returns: retired:int
// Delete the meetings of a partnership.
MATCH (p:Partnership {id: $id})-[:MET]->(m:Meeting)
DETACH DELETE m
RETURN count(*) AS retired;
