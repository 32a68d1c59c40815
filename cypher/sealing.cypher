// name: find_permissions
// access: read
// params: keys
// returns: owner, key, id, institution_id, data_class, base, given_on, expires_on, withdrawn_on, by_guardian:bool
// Some of the permissions of families, as they are kept.
UNWIND $keys AS wanted
MATCH (f:Family)-[:PERMITS]->(c:Permission {key: wanted})
RETURN f.key AS owner, c.key AS key, c.id AS id, c.institution_id AS institution_id,
  c.data_class AS data_class, c.base AS base, c.given_on AS given_on, c.expires_on AS expires_on,
  c.withdrawn_on AS withdrawn_on, c.by_guardian AS by_guardian
ORDER BY key;

// name: find_referrals
// access: read
// params: keys
// returns: owner, key, id, partnership_id, institution_id, service_id, needs, history, version:int
// Some of the referrals of families, as they are kept.
UNWIND $keys AS wanted
MATCH (f:Family)-[:REFERS]->(r:Referral {key: wanted})
RETURN f.key AS owner, r.key AS key, r.id AS id, r.partnership_id AS partnership_id,
  r.institution_id AS institution_id, r.service_id AS service_id, r.needs AS needs,
  r.history AS history, r.version AS version
ORDER BY key;

// name: find_invitations
// access: read
// params: keys
// returns: owner, key, institution_id, responsible_role, due_on, moves, version:int
// Some of the invitations, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:PLANS]->(v:Invitation {key: wanted})
RETURN p.id AS owner, v.key AS key, v.institution_id AS institution_id,
  v.responsible_role AS responsible_role, v.due_on AS due_on, v.moves AS moves, v.version AS version
ORDER BY key;

// name: find_meetings
// access: read
// params: keys
// returns: owner, key, held_on, kind, institution_ids
// Some of the meetings, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:MET]->(m:Meeting {key: wanted})
RETURN p.id AS owner, m.key AS key, m.held_on AS held_on, m.kind AS kind,
  m.institution_ids AS institution_ids
ORDER BY key;

// name: find_barriers
// access: read
// params: keys
// returns: owner, key, id, code, target, one, other, noted_on, ended_on, version:int
// Some of the barriers, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:NOTES]->(v:Barrier {key: wanted})
RETURN p.id AS owner, v.key AS key, v.id AS id, v.code AS code, v.target AS target, v.one AS one,
  v.other AS other, v.noted_on AS noted_on, v.ended_on AS ended_on, v.version AS version
ORDER BY key;

// name: find_recommendations
// access: read
// params: keys
// returns: owner, key, id, addressee_kind, addressee, advice, ground_kind, ground, ground_code, institutions, measure, subjects, expected_direction, baseline, ground_severity, ground_blocked_by, ground_evidence, rules, due_on, moves, version:int
// Some of the recommendations, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:ADVISED]->(v:Recommendation {key: wanted})
RETURN p.id AS owner, v.key AS key, v.id AS id, v.addressee_kind AS addressee_kind,
  v.addressee AS addressee, v.advice AS advice, v.ground_kind AS ground_kind, v.ground AS ground,
  v.ground_code AS ground_code, v.institutions AS institutions, v.measure AS measure,
  v.subjects AS subjects, v.expected_direction AS expected_direction, v.baseline AS baseline,
  v.ground_severity AS ground_severity, v.ground_blocked_by AS ground_blocked_by,
  v.ground_evidence AS ground_evidence, v.rules AS rules, v.due_on AS due_on, v.moves AS moves,
  v.version AS version
ORDER BY key;

// name: find_flows
// access: read
// params: keys
// returns: owner, key, id, source_id, target_id, information, medium, rhythm, base, version:int
// Some of the information flows, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:INFORMS]->(v:InformationFlow {key: wanted})
RETURN p.id AS owner, v.key AS key, v.id AS id, v.source_id AS source_id, v.target_id AS target_id,
  v.information AS information, v.medium AS medium, v.rhythm AS rhythm, v.base AS base,
  v.version AS version
ORDER BY key;

// name: find_case_steps
// access: read
// params: keys
// returns: owner, key, partnership_id, family_id, number:int, kind, on_day:date, at, role, data
// Some of the steps of cases, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:FOLLOWS]->(s:CaseStep {key: wanted})
RETURN s.family_key AS owner, s.key AS key, s.partnership_id AS partnership_id,
  s.family_id AS family_id, s.number AS number, s.kind AS kind, s.on_day AS on_day, s.at AS at,
  s.role AS role, s.data AS data
ORDER BY key;

// name: find_tallies
// access: read
// params: keys
// returns: owner, key, year:int, measure, item, value:int
// Some of the numbers that closed cases left behind, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:TALLIES]->(t:Tally {key: wanted})
RETURN p.id AS owner, t.key AS key, t.year AS year, t.measure AS measure, t.item AS item,
  t.value AS value
ORDER BY key;
