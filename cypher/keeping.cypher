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

// name: find_barriers
// access: read
// params: id
// returns: owner, key, id, code, target, one, other, noted_on, ended_on, version:int
// The barriers of a partnership.
MATCH (p:Partnership {id: $id})-[:NOTES]->(v:Barrier)
RETURN p.id AS owner, v.key AS key, v.id AS id, v.code AS code, v.target AS target, v.one AS one, v.other AS other, v.noted_on AS noted_on, v.ended_on AS ended_on, v.version AS version
ORDER BY key;

// name: merge_barriers
// access: write
// params: rows
// returns: written
// Write kept barriers back to their partnership.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.owner})
MERGE (x:Barrier {key: r.key})
SET x.id = r.id, x.code = r.code, x.target = r.target, x.one = r.one, x.other = r.other, x.noted_on = r.noted_on, x.ended_on = r.ended_on, x.version = r.version
MERGE (p)-[:NOTES]->(x)
RETURN count(x) AS written;

// name: find_recommendations
// access: read
// params: id
// returns: owner, key, id, addressee_kind, addressee, advice, ground_kind, ground, ground_code, institutions, measure, subjects, expected_direction, baseline, ground_severity, ground_blocked_by, ground_evidence, rules, due_on, moves, version:int
// The recommendations of a partnership.
MATCH (p:Partnership {id: $id})-[:ADVISED]->(v:Recommendation)
RETURN p.id AS owner, v.key AS key, v.id AS id, v.addressee_kind AS addressee_kind, v.addressee AS addressee, v.advice AS advice, v.ground_kind AS ground_kind, v.ground AS ground, v.ground_code AS ground_code, v.institutions AS institutions, v.measure AS measure, v.subjects AS subjects, v.expected_direction AS expected_direction, v.baseline AS baseline, v.ground_severity AS ground_severity, v.ground_blocked_by AS ground_blocked_by, v.ground_evidence AS ground_evidence, v.rules AS rules, v.due_on AS due_on, v.moves AS moves, v.version AS version
ORDER BY key;

// name: merge_recommendations
// access: write
// params: rows
// returns: written
// Write kept recommendations back to their partnership.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.owner})
MERGE (x:Recommendation {key: r.key})
SET x.id = r.id, x.addressee_kind = r.addressee_kind, x.addressee = r.addressee, x.advice = r.advice, x.ground_kind = r.ground_kind, x.ground = r.ground, x.ground_code = r.ground_code, x.institutions = r.institutions, x.measure = r.measure, x.subjects = r.subjects, x.expected_direction = r.expected_direction, x.baseline = r.baseline, x.ground_severity = r.ground_severity, x.ground_blocked_by = r.ground_blocked_by, x.ground_evidence = r.ground_evidence, x.rules = r.rules, x.due_on = r.due_on, x.moves = r.moves, x.version = r.version
MERGE (p)-[:ADVISED]->(x)
RETURN count(x) AS written;

// name: find_flows
// access: read
// params: id
// returns: owner, key, id, source_id, target_id, information, medium, rhythm, base, version:int
// The information flows of a partnership.
MATCH (p:Partnership {id: $id})-[:INFORMS]->(v:InformationFlow)
RETURN p.id AS owner, v.key AS key, v.id AS id, v.source_id AS source_id, v.target_id AS target_id, v.information AS information, v.medium AS medium, v.rhythm AS rhythm, v.base AS base, v.version AS version
ORDER BY key;

// name: merge_flows
// access: write
// params: rows
// returns: written
// Write kept information flows back to their partnership.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.owner})
MERGE (x:InformationFlow {key: r.key})
SET x.id = r.id, x.source_id = r.source_id, x.target_id = r.target_id, x.information = r.information, x.medium = r.medium, x.rhythm = r.rhythm, x.base = r.base, x.version = r.version
MERGE (p)-[:INFORMS]->(x)
RETURN count(x) AS written;

// name: find_stray_barriers
// access: read
// params:
// returns: strays:int
// How many barriers belong to no partnership.
MATCH (x:Barrier)
WHERE NOT EXISTS { MATCH (:Partnership)-[:NOTES]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_recommendations
// access: read
// params:
// returns: strays:int
// How many recommendations belong to no partnership.
MATCH (x:Recommendation)
WHERE NOT EXISTS { MATCH (:Partnership)-[:ADVISED]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_flows
// access: read
// params:
// returns: strays:int
// How many information flows belong to no partnership.
MATCH (x:InformationFlow)
WHERE NOT EXISTS { MATCH (:Partnership)-[:INFORMS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_case_steps
// access: read
// params: id
// returns: owner, key, partnership_id, family_id, number:int, kind, on_day:date, at, role, data
// The journals of all families of a partnership; their owners are the keys of the families.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
RETURN s.family_key AS owner, s.key AS key, s.partnership_id AS partnership_id, s.family_id AS family_id, s.number AS number, s.kind AS kind, s.on_day AS on_day, s.at AS at, s.role AS role, s.data AS data
ORDER BY key;

// name: merge_case_steps
// access: write
// params: rows
// returns: written
// Write kept steps back to the journals of their partnership.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.partnership_id})
MERGE (x:CaseStep {key: r.key})
SET x.family_key = r.owner, x.partnership_id = r.partnership_id, x.family_id = r.family_id, x.number = r.number, x.kind = r.kind, x.on_day = date(r.on_day), x.at = r.at, x.role = r.role, x.data = r.data, x.id = r.key,
  x.facts = CASE WHEN r.facts <> [''] THEN r.facts END
MERGE (p)-[:FOLLOWS]->(x)
RETURN count(x) AS written;

// name: find_tallies
// access: read
// params: id
// returns: owner, key, year:int, measure, item, value:int
// The numbers that closed cases left behind.
MATCH (p:Partnership {id: $id})-[:TALLIES]->(t:Tally)
RETURN p.id AS owner, t.key AS key, t.year AS year, t.measure AS measure, t.item AS item, t.value AS value
ORDER BY key;

// name: merge_tallies
// access: write
// params: rows
// returns: written
// Write kept numbers back to their partnership.
UNWIND $rows AS r
MATCH (p:Partnership {id: r.owner})
MERGE (x:Tally {key: r.key})
SET x.partnership_id = r.owner, x.year = r.year, x.measure = r.measure, x.item = r.item, x.value = r.value
MERGE (p)-[:TALLIES]->(x)
RETURN count(x) AS written;

// name: find_stray_case_steps
// access: read
// params:
// returns: strays:int
// How many steps of cases belong to no partnership.
MATCH (x:CaseStep)
WHERE NOT EXISTS { MATCH (:Partnership)-[:FOLLOWS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_stray_tallies
// access: read
// params:
// returns: strays:int
// How many numbers of closed cases belong to no partnership.
MATCH (x:Tally)
WHERE NOT EXISTS { MATCH (:Partnership)-[:TALLIES]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: find_broken_journals
// access: read
// params:
// returns: broken:int
// How many journals of cases lack a step.
MATCH (s:CaseStep)
WITH s.family_key AS journal, count(*) AS steps, max(s.number) AS last
WHERE steps <> last
RETURN count(journal) AS broken
ORDER BY broken;

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
