// name: find
// access: read
// params: owner
// returns: owner, key, version:int
// The records that belong to one partnership or family.
MATCH (o:Owner {key: $owner})-[:OWNS]->(v:Record)
RETURN o.key AS owner, v.key AS key, v.version AS version
ORDER BY key;

// name: find_of_families
// access: read
// params: owner
// returns: owner, key, version:int
// The records that belong to families of one partnership.
MATCH (p:Partnership {id: $owner})-[:HOLDS]->(o:Family)
MATCH (o)-[:OWNS]->(v:Record)
RETURN o.key AS owner, v.key AS key, v.version AS version
ORDER BY key;

// name: pick
// access: read
// params: keys
// returns: owner, key, version:int
// Some records by their keys.
UNWIND $keys AS wanted
MATCH (o:Owner)-[:OWNS]->(v:Record {key: wanted})
RETURN o.key AS owner, v.key AS key, v.version AS version
ORDER BY key;

// name: create
// access: write
// params: owner, ids, number, key
// returns: version:int
// Add one; no row means that it is there already, or that an institution of it is not on the map.
MATCH (o:Owner {key: $owner})
OPTIONAL MATCH (i:Institution)-[:ON_MAP_OF]->(o)
WHERE i.id IN $ids
WITH o, count(i) AS found
WHERE found = $number
MERGE (v:Record {key: $key})
ON CREATE SET v.version = 0
WITH o, v
WHERE v.version = 0
SET v.version = 1
MERGE (o)-[:OWNS]->(v)
RETURN v.version AS version;

// name: create_of_families
// access: write
// params: owner, key
// returns: version:int
// Add one of a family; no row means that it is there already, or that the family is gone.
MATCH (o:Owner {key: $owner})
MERGE (v:Record {key: $key})
ON CREATE SET v.version = 0
WITH o, v
WHERE v.version = 0
SET v.version = 1
MERGE (o)-[:OWNS]->(v)
RETURN v.version AS version;

// name: change
// access: write
// params: key, claim, expected
// returns: version:int
// Change one. The first SET takes the lock; no row means that it changed since.
MATCH (v:Record {key: $key})
SET v.claim = $claim
WITH v
WHERE v.version = $expected
SET v.version = $expected + 1
RETURN v.version AS version;

// name: drop
// access: write
// params: key, claim, expected
// returns: dropped
// Take one out; no row means that it changed since.
MATCH (v:Record {key: $key})
SET v.claim = $claim
WITH v, v.key AS dropped
WHERE v.version = $expected
DETACH DELETE v
RETURN dropped AS dropped;

// name: merge
// access: write
// params: rows
// returns: written
// Write kept records back to their owners.
UNWIND $rows AS r
MATCH (o:Owner {key: r.owner})
MERGE (v:Record {key: r.key})
SET v.version = r.version
MERGE (o)-[:OWNS]->(v)
RETURN count(v) AS written;

// name: release
// access: write
// params: owner, ids
// returns: released:int
// Delete the records about institutions that are gone from the map.
MATCH (o:Owner {key: $owner})-[:OWNS]->(v:Record)
WHERE v.about IN $ids
DETACH DELETE v
RETURN count(*) AS released;

// name: retire
// access: write
// params: owners
// returns: retired:int
// Delete the records of owners that are gone.
MATCH (o:Owner)-[:OWNS]->(v:Record)
WHERE o.key IN $owners
DETACH DELETE v
RETURN count(*) AS retired;

// name: strays
// access: read
// params:
// returns: strays:int
// How many records belong to nobody.
MATCH (v:Record)
WHERE NOT EXISTS { MATCH (:Owner)-[:OWNS]->(v) }
RETURN count(v) AS strays
ORDER BY strays;

// name: nodes
// access: schema
// params:
// returns:
// Nodes of the embedded engine.
CREATE NODE TABLE IF NOT EXISTS Record(key STRING PRIMARY KEY, version INT64, claim STRING);

// name: versions
// access: schema
// params:
// returns:
// The version, where an earlier schema had none.
ALTER TABLE Record ADD IF NOT EXISTS version INT64;

// name: claims
// access: schema
// params:
// returns:
// The lock of writers, where an earlier schema had none.
ALTER TABLE Record ADD IF NOT EXISTS claim STRING;

// name: ownership
// access: schema
// params:
// returns:
// Relationships of the embedded engine.
CREATE REL TABLE IF NOT EXISTS OWNS(FROM Owner TO Record);

// name: unique
// access: schema
// params:
// returns:
// One node for each key at a server.
CREATE CONSTRAINT record_key IF NOT EXISTS FOR (v:Record) REQUIRE v.key IS UNIQUE;
