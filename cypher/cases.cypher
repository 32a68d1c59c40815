// name: find_places
// access: read
// params: family_id
// returns: partnership_id, teryt
// Partnerships that hold a case of this pseudonym, and where they are.
MATCH (p:Partnership)-[:FOLLOWS]->(s:CaseStep {family_id: $family_id})
WHERE s.number = 1
RETURN p.id AS partnership_id, p.teryt AS teryt
ORDER BY partnership_id;

// name: find_case
// access: read
// params: id, family_id
// returns: number:int, kind, on_day:date, at, role, data
// The journal of one family.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
WHERE s.family_id = $family_id
RETURN s.number AS number, s.kind AS kind, s.on_day AS on_day, s.at AS at, s.role AS role, s.data AS data
ORDER BY number;

// name: find_cases
// access: read
// params: id
// returns: family_id, number:int, kind, on_day:date, at, role, data
// The journals of all families of a partnership.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
RETURN s.family_id AS family_id, s.number AS number, s.kind AS kind, s.on_day AS on_day, s.at AS at,
  s.role AS role, s.data AS data
ORDER BY family_id, number;

// name: find_turns
// access: read
// params: id
// returns: family_id, kind
// Which families of a partnership have a case, and which of these were diagnosed or closed.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
WHERE s.kind IN ['request', 'diagnose', 'close']
RETURN s.family_id AS family_id, s.kind AS kind
ORDER BY family_id, kind;

// name: begin_case
// access: write
// params: id, key, claim, family_key, family_id, kind, on_day, at, role, data, facts
// returns: number:int
// Write the first step of a journal; no row means that the family has one, or the partnership is gone.
MATCH (p:Partnership {id: $id})
MERGE (s:CaseStep {key: $key})
ON CREATE SET s.claim = $claim
WITH p, s
WHERE s.claim = $claim
SET s.family_key = $family_key, s.partnership_id = $id, s.family_id = $family_id, s.number = 1,
  s.kind = $kind, s.on_day = date($on_day), s.at = $at, s.role = $role, s.data = $data, s.id = $key,
  s.facts = $facts
MERGE (p)-[:FOLLOWS]->(s)
RETURN s.number AS number;

// name: hold_case
// access: write
// params: key, claim
// returns: number:int
// Take the lock of a journal, which is on its first step; no row means that there is none.
MATCH (s:CaseStep {key: $key})
SET s.claim = $claim
RETURN s.number AS number;

// name: add_step
// access: write
// params: id, before, key, claim, family_key, family_id, number, kind, on_day, at, role, data, facts
// returns: number:int
// Write a further step of a held journal; no row means that it is there already, or the one before is not.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(:CaseStep {key: $before})
MERGE (s:CaseStep {key: $key})
ON CREATE SET s.claim = $claim
WITH p, s
WHERE s.claim = $claim
SET s.family_key = $family_key, s.partnership_id = $id, s.family_id = $family_id, s.number = $number,
  s.kind = $kind, s.on_day = date($on_day), s.at = $at, s.role = $role, s.data = $data, s.id = $key,
  s.facts = $facts
MERGE (p)-[:FOLLOWS]->(s)
RETURN s.number AS number;

// name: link_step
// access: write
// params: family_key, key
// returns: linked:int
// Join a step of a case to the record of its family, where there is one.
MATCH (f:Family {key: $family_key})
MATCH (s:CaseStep {key: $key})
MERGE (f)-[v:HAS_STEP]->(s)
RETURN count(v) AS linked;

// name: retire_case
// access: write
// params: id, family_id
// returns: retired:int
// Delete the journal of a family.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
WHERE s.family_id = $family_id
DETACH DELETE s
RETURN count(*) AS retired;

// name: retire_cases
// access: write
// params: id
// returns: retired:int
// Delete all journals of a partnership.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
DETACH DELETE s
RETURN count(*) AS retired;

// name: find_tallies
// access: read
// params: id
// returns: year:int, measure, item, value:int
// The numbers that closed cases left behind.
MATCH (p:Partnership {id: $id})-[:TALLIES]->(t:Tally)
RETURN t.year AS year, t.measure AS measure, t.item AS item, t.value AS value
ORDER BY year, measure, item;

// name: add_tally
// access: write
// params: id, key, year, measure, item, value
// returns: total:int
// Add to a number that closed cases left behind.
MATCH (p:Partnership {id: $id})
MERGE (t:Tally {key: $key})
ON CREATE SET t.value = 0
SET t.partnership_id = $id, t.year = $year, t.measure = $measure, t.item = $item,
  t.value = t.value + $value
MERGE (p)-[:TALLIES]->(t)
RETURN t.value AS total;

// name: demand_none
// access: write
// params: id
// returns: id
// Find the partnership; no row means that it has journals or numbers of closed cases.
MATCH (p:Partnership {id: $id})
WHERE NOT EXISTS { MATCH (p)-[:FOLLOWS]->(:CaseStep) } AND NOT EXISTS { MATCH (p)-[:TALLIES]->(:Tally) }
RETURN p.id AS id;

// name: retire_tallies
// access: write
// params: id
// returns: retired:int
// Delete the numbers of a partnership.
MATCH (p:Partnership {id: $id})-[:TALLIES]->(t:Tally)
DETACH DELETE t
RETURN count(*) AS retired;

// name: find_lengths
// access: read
// params: id
// returns: family_key, steps:int
// How many steps the journals of a partnership have.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
RETURN s.family_key AS family_key, count(s) AS steps
ORDER BY family_key;
