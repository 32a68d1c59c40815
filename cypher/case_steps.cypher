// name: find
// access: read
// params: owner
// returns: owner, key, partnership_id, family_id, number:int, kind, on_day:date, at, role, data
// The journals of all families of a partnership; their owners are the keys of the families.
MATCH (p:Partnership {id: $owner})-[:FOLLOWS]->(s:CaseStep)
RETURN s.family_key AS owner, s.key AS key, s.partnership_id AS partnership_id, s.family_id AS family_id, s.number AS number, s.kind AS kind, s.on_day AS on_day, s.at AS at, s.role AS role, s.data AS data
ORDER BY key;

// name: pick
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

// name: merge
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

// name: strays
// access: read
// params:
// returns: strays:int
// How many steps of cases belong to no partnership.
MATCH (x:CaseStep)
WHERE NOT EXISTS { MATCH (:Partnership)-[:FOLLOWS]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: retire
// access: write
// params: owners
// returns: retired:int
// Delete all journals of a partnership.
MATCH (p:Partnership)-[:FOLLOWS]->(s:CaseStep)
WHERE p.id IN $owners
DETACH DELETE s
RETURN count(*) AS retired;

// name: find_of_family
// access: read
// params: id, family_id
// returns: number:int, kind, on_day:date, at, role, data
// The journal of one family.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
WHERE s.family_id = $family_id
RETURN s.number AS number, s.kind AS kind, s.on_day AS on_day, s.at AS at, s.role AS role, s.data AS data
ORDER BY number;

// name: find_places
// access: read
// params: family_id
// returns: partnership_id, teryt
// Partnerships that hold a case of this pseudonym, and where they are.
MATCH (p:Partnership)-[:FOLLOWS]->(s:CaseStep {family_id: $family_id})
WHERE s.number = 1
RETURN p.id AS partnership_id, p.teryt AS teryt
ORDER BY partnership_id;

// name: find_turns
// access: read
// params: id
// returns: family_id, kind
// Which families of a partnership have a case, and which of these were diagnosed or closed.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
WHERE s.kind IN ['request', 'diagnose', 'close']
RETURN s.family_id AS family_id, s.kind AS kind
ORDER BY family_id, kind;

// name: find_broken
// access: read
// params:
// returns: broken:int
// How many journals of cases lack a step.
MATCH (s:CaseStep)
WITH s.family_key AS journal, count(*) AS steps, max(s.number) AS last
WHERE steps <> last
RETURN count(journal) AS broken
ORDER BY broken;

// name: begin
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

// name: hold
// access: write
// params: key, claim
// returns: number:int
// Take the lock of a journal, which is on its first step; no row means that there is none.
MATCH (s:CaseStep {key: $key})
SET s.claim = $claim
RETURN s.number AS number;

// name: add
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

// name: link
// access: write
// params: family_key, key
// returns: linked:int
// Join a step of a case to the record of its family, where there is one.
MATCH (f:Family {key: $family_key})
MATCH (s:CaseStep {key: $key})
MERGE (f)-[v:HAS_STEP]->(s)
RETURN count(v) AS linked;

// name: retire_of_family
// access: write
// params: id, family_id
// returns: retired:int
// Delete the journal of a family.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
WHERE s.family_id = $family_id
DETACH DELETE s
RETURN count(*) AS retired;
