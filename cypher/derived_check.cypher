// name: find_involvements
// access: read
// params: id
// returns: family_key, institution_id, place:int
// As stored: who is involved with families, their leads too.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[v:INVOLVES]->(i:Institution)
RETURN f.key AS family_key, i.id AS institution_id, v.place AS place
ORDER BY family_key, institution_id, place;

// name: find_teams
// access: read
// params: id
// returns: key, id
// As stored: task teams of families.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (t:Team)-[:SERVES]->(f)
RETURN t.key AS key, t.id AS id
ORDER BY key, id;

// name: find_units
// access: read
// params: id
// returns: key, unit
// As stored: whether families are families, persons or groups.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
RETURN f.key AS key, f.unit AS unit
ORDER BY key, unit;

// name: find_steps
// access: read
// params: id
// returns: key, family_key, data, facts:list, linked
// As stored: steps of cases, the facts in them, and the families that they are joined to.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
OPTIONAL MATCH (f:Family)-[:HAS_STEP]->(s)
RETURN s.key AS key, s.family_key AS family_key, s.data AS data, s.facts AS facts, f.key AS linked
ORDER BY key, linked;

// name: wipe_involvements
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: who is involved with families.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[v:INVOLVES]->(:Institution)
DELETE v
RETURN count(*) AS wiped;

// name: name_teams
// access: write
// params: id
// returns: written
// Give task teams the pseudonym of the family that they serve.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (t:Team)-[:SERVES]->(f)
SET t.id = f.id
RETURN count(t) AS written;

// name: merge_units
// access: write
// params: rows
// returns: written
// Write whether families are families, persons or groups.
UNWIND $rows AS r
MATCH (f:Family {key: r.key})
SET f.unit = r.unit
RETURN count(f) AS written;

// name: wipe_steps
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: which steps of cases are of which family.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
MATCH (:Family)-[v:HAS_STEP]->(s)
DELETE v
RETURN count(*) AS wiped;

// name: merge_facts
// access: write
// params: rows
// returns: written
// Write the facts in steps of cases.
UNWIND $rows AS r
MATCH (s:CaseStep {key: r.key})
SET s.facts = CASE WHEN r.facts <> [''] THEN r.facts END
RETURN count(s) AS written;

// name: count_stray_cooperation
// access: read
// params:
// returns: strays:int
// How many ties are of a partnership that does not have the institution on its map.
MATCH (a:Institution)-[v:COOPERATES_WITH]->(:Institution)
WHERE NOT EXISTS { MATCH (a)-[:ON_MAP_OF]->(p:Partnership) WHERE p.id = v.partnership }
RETURN count(v) AS strays
ORDER BY strays;

// name: count_stray_contacts
// access: read
// params:
// returns: strays:int
// How many meetings of workers are of a partnership that does not hold the worker.
MATCH (a:Worker)-[v:CONTACTS]->(:Worker)
WHERE NOT EXISTS { MATCH (p:Partnership)-[:HOLDS]->(a) WHERE p.id = v.partnership }
RETURN count(v) AS strays
ORDER BY strays;

// name: count_stray_demand
// access: read
// params:
// returns: strays:int
// How many numbers of families with a need are of no row of demand.
MATCH (:Territory)-[v:HAS_DEMAND]->(:Need)
WHERE NOT EXISTS { MATCH (d:Demand) WHERE d.key = v.key }
RETURN count(v) AS strays
ORDER BY strays;

// name: retire_stray_cooperation
// access: write
// params:
// returns: retired:int
// Delete ties of a partnership that does not have the institution on its map.
MATCH (a:Institution)-[v:COOPERATES_WITH]->(:Institution)
WHERE NOT EXISTS { MATCH (a)-[:ON_MAP_OF]->(p:Partnership) WHERE p.id = v.partnership }
DELETE v
RETURN count(*) AS retired;

// name: retire_stray_contacts
// access: write
// params:
// returns: retired:int
// Delete meetings of workers of a partnership that does not hold the worker.
MATCH (a:Worker)-[v:CONTACTS]->(:Worker)
WHERE NOT EXISTS { MATCH (p:Partnership)-[:HOLDS]->(a) WHERE p.id = v.partnership }
DELETE v
RETURN count(*) AS retired;

// name: retire_stray_demand
// access: write
// params:
// returns: retired:int
// Delete numbers of families with a need that are of no row of demand.
MATCH (:Territory)-[v:HAS_DEMAND]->(:Need)
WHERE NOT EXISTS { MATCH (d:Demand) WHERE d.key = v.key }
DELETE v
RETURN count(*) AS retired;

// name: find_territories
// access: read
// params:
// returns: code, level, name, given_name, parent
// As stored: territories, and what they are part of.
MATCH (t:Territory)
OPTIONAL MATCH (t)-[:PART_OF]->(u:Territory)
RETURN t.code AS code, t.level AS level, t.name AS name, t.given_name AS given_name, u.code AS parent
ORDER BY code, parent;

// name: find_covered
// access: read
// params:
// returns: code, name
// Which partnership, the first by id, lends its name to a territory.
MATCH (p:Partnership)-[:COVERS]->(t:Territory)
WITH t, min(p.id) AS first
MATCH (q:Partnership {id: first})
RETURN t.code AS code, q.name AS name
ORDER BY code;

// name: find_needless
// access: read
// params:
// returns: code
// Territories that nothing lies in, leads to or is part of, and that nobody named.
MATCH (t:Territory)
WHERE t.given_name IS NULL
  AND NOT EXISTS { MATCH (:Territory)-[:PART_OF]->(t) }
  AND NOT EXISTS { MATCH (:Partnership)-[:COVERS]->(t) }
  AND NOT EXISTS { MATCH (:Institution)-[:LIES_IN]->(t) }
  AND NOT EXISTS { MATCH (:Service)-[:AVAILABLE_IN]->(t) }
  AND NOT EXISTS { MATCH (:Family)-[:LIVES_IN]->(t) }
  AND NOT EXISTS { MATCH (t)-[:HAS_DEMAND]->(:Need) }
RETURN t.code AS code
ORDER BY code;

// name: wipe_parts
// access: write
// params:
// returns: wiped
// Delete, to be written anew: which territory lies in which.
MATCH (:Territory)-[v:PART_OF]->(:Territory)
DELETE v
RETURN count(*) AS wiped;
