// name: find
// access: read
// params: owner
// returns: owner, key, year:int, measure, item, value:int
// The numbers that closed cases left behind.
MATCH (p:Partnership {id: $owner})-[:TALLIES]->(t:Tally)
RETURN p.id AS owner, t.key AS key, t.year AS year, t.measure AS measure, t.item AS item, t.value AS value
ORDER BY key;

// name: pick
// access: read
// params: keys
// returns: owner, key, year:int, measure, item, value:int
// Some of the numbers that closed cases left behind, as they are kept.
UNWIND $keys AS wanted
MATCH (p:Partnership)-[:TALLIES]->(t:Tally {key: wanted})
RETURN p.id AS owner, t.key AS key, t.year AS year, t.measure AS measure, t.item AS item,
  t.value AS value
ORDER BY key;

// name: merge
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

// name: strays
// access: read
// params:
// returns: strays:int
// How many numbers of closed cases belong to no partnership.
MATCH (x:Tally)
WHERE NOT EXISTS { MATCH (:Partnership)-[:TALLIES]->(x) }
RETURN count(x) AS strays
ORDER BY strays;

// name: retire
// access: write
// params: owners
// returns: retired:int
// Delete the numbers of a partnership.
MATCH (p:Partnership)-[:TALLIES]->(t:Tally)
WHERE p.id IN $owners
DETACH DELETE t
RETURN count(*) AS retired;

// name: add
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
