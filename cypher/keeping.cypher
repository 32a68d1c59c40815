// name: find_permissions
// access: read
// params: id
// returns: owner, key, id, institution_id, data_class, base, given_on, expires_on, withdrawn_on, by_guardian:bool
// Permissions of all families of a partnership.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[:PERMITS]->(c:Permission)
RETURN f.key AS owner, c.key AS key, c.id AS id, c.institution_id AS institution_id, c.data_class AS data_class, c.base AS base, c.given_on AS given_on, c.expires_on AS expires_on, c.withdrawn_on AS withdrawn_on, c.by_guardian AS by_guardian
ORDER BY key;

// name: find_referrals
// access: read
// params: id
// returns: owner, key, id, partnership_id, institution_id, service_id, needs, history, version:int
// Referrals of all families of a partnership.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[:REFERS]->(r:Referral)
RETURN f.key AS owner, r.key AS key, r.id AS id, r.partnership_id AS partnership_id, r.institution_id AS institution_id, r.service_id AS service_id, r.needs AS needs, r.history AS history, r.version AS version
ORDER BY key;

// name: merge_permissions
// access: write
// params: rows
// returns: written
// Write kept permissions back to their families.
UNWIND $rows AS r
MATCH (f:Family {key: r.owner})
MERGE (c:Permission {key: r.key})
SET c.id = r.id, c.institution_id = r.institution_id, c.data_class = r.data_class, c.base = r.base, c.given_on = r.given_on, c.expires_on = r.expires_on, c.withdrawn_on = r.withdrawn_on, c.by_guardian = CASE WHEN r.by_guardian >= 0 THEN r.by_guardian = 1 END
MERGE (f)-[:PERMITS]->(c)
RETURN count(c) AS written;

// name: merge_referrals
// access: write
// params: rows
// returns: written
// Write kept referrals back to their families.
UNWIND $rows AS r
MATCH (f:Family {key: r.owner})
MERGE (x:Referral {key: r.key})
SET x.id = r.id, x.partnership_id = r.partnership_id, x.institution_id = r.institution_id, x.service_id = r.service_id, x.needs = r.needs, x.history = r.history, x.version = r.version
MERGE (f)-[:REFERS]->(x)
RETURN count(x) AS written;

// name: find_invitations
// access: read
// params: id
// returns: owner, key, institution_id, responsible_role, due_on, moves, version:int
// The plan of invitations of a partnership.
MATCH (p:Partnership {id: $id})-[:PLANS]->(v:Invitation)
RETURN p.id AS owner, v.key AS key, v.institution_id AS institution_id, v.responsible_role AS responsible_role, v.due_on AS due_on, v.moves AS moves, v.version AS version
ORDER BY key;

// name: merge_invitations
// access: write
// params: rows
// returns: written
// Write kept invitations back to their partnership.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.owner})
MERGE (x:Invitation {key: r.key})
SET x.institution_id = r.institution_id, x.responsible_role = r.responsible_role, x.due_on = r.due_on, x.moves = r.moves, x.version = r.version
MERGE (p)-[:PLANS]->(x)
RETURN count(x) AS written;

// name: find_meetings
// access: read
// params: id
// returns: owner, key, held_on, kind, institution_ids
// The meetings of a partnership.
MATCH (p:Partnership {id: $id})-[:MET]->(m:Meeting)
RETURN p.id AS owner, m.key AS key, m.held_on AS held_on, m.kind AS kind, m.institution_ids AS institution_ids
ORDER BY key;

// name: merge_meetings
// access: write
// params: rows
// returns: written
// Write kept meetings back to their partnership.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.owner})
MERGE (x:Meeting {key: r.key})
SET x.held_on = r.held_on, x.kind = r.kind, x.institution_ids = r.institution_ids
MERGE (p)-[:MET]->(x)
RETURN count(x) AS written;

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
WHERE NOT EXISTS { MATCH (:Partnership)-[:MAPS]->(x) }
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
WHERE NOT EXISTS { MATCH (:Partnership)-[:HOLDS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_permissions
// access: read
// params:
// returns: strays:int
// How many permissions belong to no family.
MATCH (x:Permission)
WHERE NOT EXISTS { MATCH (:Family)-[:PERMITS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_referrals
// access: read
// params:
// returns: strays:int
// How many referrals belong to no family.
MATCH (x:Referral)
WHERE NOT EXISTS { MATCH (:Family)-[:REFERS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_invitations
// access: read
// params:
// returns: strays:int
// How many invitations belong to no partnership.
MATCH (x:Invitation)
WHERE NOT EXISTS { MATCH (:Partnership)-[:PLANS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_meetings
// access: read
// params:
// returns: strays:int
// How many meetings belong to no partnership.
MATCH (x:Meeting)
WHERE NOT EXISTS { MATCH (:Partnership)-[:MET]->(x) }
RETURN count(x) AS strays
ORDER BY strays;
