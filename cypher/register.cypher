// name: find_barriers
// access: read
// params: id
// returns: id, code, target, one, other, noted_on, ended_on, version:int
// The barriers of a partnership.
MATCH (p:Partnership {id: $id})-[:NOTES]->(v:Barrier)
RETURN v.id AS id, v.code AS code, v.target AS target, v.one AS one, v.other AS other,
  v.noted_on AS noted_on, v.ended_on AS ended_on, v.version AS version
ORDER BY id;

// name: create_barrier
// access: write
// params: id, ids, number, key, entry, code, target, one, other, noted_on, ended_on
// returns: version:int
// Add one; no row means that it is there already, or that an institution of it is not on the map.
MATCH (p:Partnership {id: $id})
OPTIONAL MATCH (i:Institution)-[:ON_MAP_OF]->(p)
WHERE i.id IN $ids
WITH p, count(i) AS found
WHERE found = $number
MERGE (v:Barrier {key: $key})
ON CREATE SET v.version = 0
WITH p, v
WHERE v.version = 0
SET v.version = 1, v.id = $entry, v.code = $code, v.target = $target, v.one = $one,
  v.other = $other, v.noted_on = $noted_on, v.ended_on = $ended_on
MERGE (p)-[:NOTES]->(v)
RETURN v.version AS version;

// name: change_barrier
// access: write
// params: key, claim, expected, ended_on
// returns: version:int
// Change one. The first SET takes the lock; no row means that it changed since.
MATCH (v:Barrier {key: $key})
SET v.claim = $claim
WITH v
WHERE v.version = $expected
SET v.version = $expected + 1, v.ended_on = $ended_on
RETURN v.version AS version;

// name: drop_barrier
// access: write
// params: key, claim, expected
// returns: dropped
// Take one out; no row means that it changed since.
MATCH (v:Barrier {key: $key})
SET v.claim = $claim
WITH v, v.key AS dropped
WHERE v.version = $expected
DETACH DELETE v
RETURN dropped AS dropped;

// name: release_barriers
// access: write
// params: id, ids
// returns: released:int
// Delete the barriers that stand at institutions gone from the map.
MATCH (p:Partnership {id: $id})-[:NOTES]->(v:Barrier)
WHERE v.target <> 'area' AND (v.one IN $ids OR v.other IN $ids)
DETACH DELETE v
RETURN count(*) AS released;

// name: retire_barriers
// access: write
// params: id
// returns: retired:int
// Delete the barriers of a partnership.
MATCH (p:Partnership {id: $id})-[:NOTES]->(v:Barrier)
DETACH DELETE v
RETURN count(*) AS retired;

// name: find_recommendations
// access: read
// params: id
// returns: id, addressee_kind, addressee, advice, ground_kind, ground, ground_code, institutions, measure, subjects, expected_direction, baseline, ground_severity, ground_blocked_by, ground_evidence, rules, due_on, moves, version:int
// The recommendations of a partnership.
MATCH (p:Partnership {id: $id})-[:ADVISED]->(v:Recommendation)
RETURN v.id AS id, v.addressee_kind AS addressee_kind, v.addressee AS addressee, v.advice AS advice,
  v.ground_kind AS ground_kind, v.ground AS ground, v.ground_code AS ground_code,
  v.institutions AS institutions, v.measure AS measure, v.subjects AS subjects,
  v.expected_direction AS expected_direction, v.baseline AS baseline,
  v.ground_severity AS ground_severity, v.ground_blocked_by AS ground_blocked_by,
  v.ground_evidence AS ground_evidence, v.rules AS rules, v.due_on AS due_on, v.moves AS moves,
  v.version AS version
ORDER BY id;

// name: create_recommendation
// access: write
// params: id, ids, number, key, entry, addressee_kind, addressee, advice, ground_kind, ground, ground_code, institutions, measure, subjects, expected_direction, baseline, ground_severity, ground_blocked_by, ground_evidence, rules, due_on, moves
// returns: version:int
// Add one; no row means that it is there already, or that an institution of it is not on the map.
MATCH (p:Partnership {id: $id})
OPTIONAL MATCH (i:Institution)-[:ON_MAP_OF]->(p)
WHERE i.id IN $ids
WITH p, count(i) AS found
WHERE found = $number
MERGE (v:Recommendation {key: $key})
ON CREATE SET v.version = 0
WITH p, v
WHERE v.version = 0
SET v.version = 1, v.id = $entry, v.addressee_kind = $addressee_kind, v.addressee = $addressee,
  v.advice = $advice, v.ground_kind = $ground_kind, v.ground = $ground,
  v.ground_code = $ground_code, v.institutions = $institutions, v.measure = $measure,
  v.subjects = $subjects, v.expected_direction = $expected_direction, v.baseline = $baseline,
  v.ground_severity = $ground_severity, v.ground_blocked_by = $ground_blocked_by,
  v.ground_evidence = $ground_evidence, v.rules = $rules, v.due_on = $due_on, v.moves = $moves
MERGE (p)-[:ADVISED]->(v)
RETURN v.version AS version;

// name: change_recommendation
// access: write
// params: key, claim, expected, moves
// returns: version:int
// Change one. The first SET takes the lock; no row means that it changed since.
MATCH (v:Recommendation {key: $key})
SET v.claim = $claim
WITH v
WHERE v.version = $expected
SET v.version = $expected + 1, v.moves = $moves
RETURN v.version AS version;

// name: release_recommendations
// access: write
// params: id, ids
// returns: released:int
// Delete the recommendations to institutions gone from the map.
MATCH (p:Partnership {id: $id})-[:ADVISED]->(v:Recommendation)
WHERE v.addressee_kind = 'institution' AND v.addressee IN $ids
DETACH DELETE v
RETURN count(*) AS released;

// name: retire_recommendations
// access: write
// params: id
// returns: retired:int
// Delete the recommendations of a partnership.
MATCH (p:Partnership {id: $id})-[:ADVISED]->(v:Recommendation)
DETACH DELETE v
RETURN count(*) AS retired;

// name: find_flows
// access: read
// params: id
// returns: id, source_id, target_id, information, medium, rhythm, base, version:int
// The information flows of a partnership.
MATCH (p:Partnership {id: $id})-[:INFORMS]->(v:InformationFlow)
RETURN v.id AS id, v.source_id AS source_id, v.target_id AS target_id, v.information AS information,
  v.medium AS medium, v.rhythm AS rhythm, v.base AS base, v.version AS version
ORDER BY id;

// name: create_flow
// access: write
// params: id, ids, number, key, entry, source_id, target_id, information, medium, rhythm, base
// returns: version:int
// Add one; no row means that it is there already, or that an institution of it is not on the map.
MATCH (p:Partnership {id: $id})
OPTIONAL MATCH (i:Institution)-[:ON_MAP_OF]->(p)
WHERE i.id IN $ids
WITH p, count(i) AS found
WHERE found = $number
MERGE (v:InformationFlow {key: $key})
ON CREATE SET v.version = 0
WITH p, v
WHERE v.version = 0
SET v.version = 1, v.id = $entry, v.source_id = $source_id, v.target_id = $target_id,
  v.information = $information, v.medium = $medium, v.rhythm = $rhythm, v.base = $base
MERGE (p)-[:INFORMS]->(v)
RETURN v.version AS version;

// name: change_flow
// access: write
// params: key, claim, expected, rhythm, base
// returns: version:int
// Change one. The first SET takes the lock; no row means that it changed since.
MATCH (v:InformationFlow {key: $key})
SET v.claim = $claim
WITH v
WHERE v.version = $expected
SET v.version = $expected + 1, v.rhythm = $rhythm, v.base = $base
RETURN v.version AS version;

// name: drop_flow
// access: write
// params: key, claim, expected
// returns: dropped
// Take one out; no row means that it changed since.
MATCH (v:InformationFlow {key: $key})
SET v.claim = $claim
WITH v, v.key AS dropped
WHERE v.version = $expected
DETACH DELETE v
RETURN dropped AS dropped;

// name: release_flows
// access: write
// params: id, ids
// returns: released:int
// Delete the information flows from or to institutions gone from the map.
MATCH (p:Partnership {id: $id})-[:INFORMS]->(v:InformationFlow)
WHERE v.source_id IN $ids OR v.target_id IN $ids
DETACH DELETE v
RETURN count(*) AS released;

// name: retire_flows
// access: write
// params: id
// returns: retired:int
// Delete the information flows of a partnership.
MATCH (p:Partnership {id: $id})-[:INFORMS]->(v:InformationFlow)
DETACH DELETE v
RETURN count(*) AS retired;
