// name: seal_partnerships
// access: write
// params: rows
// returns: sealed
// Note the digests of partnerships that were written without one.
UNWIND $rows AS r
MATCH (x:Partnership {id: r.key})
SET x.digest = r.digest
RETURN count(x) AS sealed;

// name: seal_institutions
// access: write
// params: rows
// returns: sealed
// Note the digests of institutions that were written without one.
UNWIND $rows AS r
MATCH (x:Institution {id: r.key})
SET x.digest = r.digest
RETURN count(x) AS sealed;

// name: seal_workers
// access: write
// params: rows
// returns: sealed
// Note the digests of workers that were written without one.
UNWIND $rows AS r
MATCH (x:Worker {key: r.key})
SET x.digest = r.digest
RETURN count(x) AS sealed;

// name: seal_services
// access: write
// params: rows
// returns: sealed
// Note the digests of services that were written without one.
UNWIND $rows AS r
MATCH (x:Service {key: r.key})
SET x.digest = r.digest
RETURN count(x) AS sealed;

// name: find_stray_institutions
// access: read
// params:
// returns: strays:int
// How many institutions stand on no partnership's map.
MATCH (x:Institution)
WHERE NOT EXISTS { MATCH (x)-[:ON_MAP_OF]->(:Partnership) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_workers
// access: read
// params:
// returns: strays:int
// How many workers no partnership holds.
MATCH (x:Worker)
WHERE NOT EXISTS { MATCH (:Partnership)-[:HOLDS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_services
// access: read
// params:
// returns: strays:int
// How many services no partnership holds.
MATCH (x:Service)
WHERE NOT EXISTS { MATCH (:Partnership)-[:HOLDS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_families
// access: read
// params:
// returns: strays:int
// How many families no partnership holds.
MATCH (x:Family)
WHERE NOT EXISTS { MATCH (:Partnership)-[:HOLDS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_demand
// access: read
// params:
// returns: strays:int
// How many demand no partnership holds.
MATCH (x:Demand)
WHERE NOT EXISTS { MATCH (:Partnership)-[:HOLDS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_waves
// access: read
// params:
// returns: strays:int
// How many waves no partnership holds.
MATCH (x:Wave)
WHERE NOT EXISTS { MATCH (:Partnership)-[:HAS_WAVE]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_record_seals
// access: read
// params: id
// returns: records
// The checksums of what people recorded in a partnership.
MATCH (p:Partnership {id: $id})
RETURN p.records AS records
ORDER BY records;

// name: hold_records
// access: write
// params: id, claim
// returns: records
// Take the lock of a partnership's records. The first SET takes it, so the checksums read after it are
// the latest.
MATCH (p:Partnership {id: $id})
SET p.claim = $claim
WITH p
RETURN p.records AS records;

// name: seal_records
// access: write
// params: rows
// returns: sealed
// Note the checksums of what people recorded in partnerships.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.key})
SET p.records = r.records
RETURN count(p) AS sealed;

// name: reseal_records
// access: write
// params: id, claim, expected, records
// returns: sealed
// Note other checksums in place of those that were read. The first SET takes the lock; no row means that
// somebody recorded something since.
MATCH (p:Partnership {id: $id})
SET p.claim = $claim
WITH p
WHERE coalesce(p.records, '') = $expected
SET p.records = $records
RETURN p.id AS sealed;

// name: move_grounds
// access: write
// params: rows
// returns: moved:int
// Give the gaps that recommendations rest on by their present ids; what it changes is sealed by
// reseal_records.
UNWIND $rows AS r
MATCH (v:Recommendation {key: r.key})
SET v.ground = r.ground, v.ground_blocked_by = r.ground_blocked_by
RETURN count(v) AS moved;

// name: find_stray_teams
// access: read
// params:
// returns: strays:int
// How many task teams belong to no family.
MATCH (x:Team)
WHERE NOT EXISTS { MATCH (x)-[:SERVES]->(:Family) }
RETURN count(x) AS strays
ORDER BY strays;

// name: retire_stray_teams
// access: write
// params:
// returns: retired:int
// Delete task teams that belong to no family.
MATCH (x:Team)
WHERE NOT EXISTS { MATCH (x)-[:SERVES]->(:Family) }
DETACH DELETE x
RETURN count(*) AS retired;
