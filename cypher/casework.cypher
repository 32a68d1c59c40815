// name: find_family
// access: read
// params: family_id
// returns: partnership_id, teryt
// Partnerships that hold a family of this pseudonym, and where they are.
MATCH (p:Partnership)-[:HOLDS]->(f:Family)
WHERE f.id = $family_id
RETURN p.id AS partnership_id, p.teryt AS teryt
ORDER BY partnership_id;

// name: find_permissions
// access: read
// params: family_key
// returns: id, institution_id, data_class, base, given_on, expires_on, withdrawn_on, by_guardian:bool
// What may be passed on about a family.
MATCH (f:Family {key: $family_key})-[:PERMITS]->(c:Permission)
RETURN c.id AS id, c.institution_id AS institution_id, c.data_class AS data_class, c.base AS base,
  c.given_on AS given_on, c.expires_on AS expires_on, c.withdrawn_on AS withdrawn_on,
  c.by_guardian AS by_guardian
ORDER BY given_on, id;

// name: create_permission
// access: write
// params: family_key, key, id, institution_id, data_class, base, given_on, expires_on, withdrawn_on, by_guardian
// returns: id, institution_id, data_class, base, given_on, expires_on, withdrawn_on, by_guardian:bool
// Write a new permission; one that is there already stays as it is. Returns what is there then.
MATCH (f:Family {key: $family_key})
MERGE (c:Permission {key: $key})
ON CREATE SET c.id = $id, c.institution_id = $institution_id, c.data_class = $data_class,
  c.base = $base, c.given_on = $given_on, c.expires_on = $expires_on,
  c.withdrawn_on = $withdrawn_on, c.by_guardian = $by_guardian
MERGE (f)-[:PERMITS]->(c)
RETURN c.id AS id, c.institution_id AS institution_id, c.data_class AS data_class, c.base AS base,
  c.given_on AS given_on, c.expires_on AS expires_on, c.withdrawn_on AS withdrawn_on,
  c.by_guardian AS by_guardian;

// name: withdraw_permission
// access: write
// params: key, id, withdrawn_on
// returns: id
// End a permission. The first SET takes the lock; no row means that it is gone or was ended since.
MATCH (c:Permission {key: $key})
SET c.id = $id
WITH c
WHERE c.withdrawn_on IS NULL
SET c.withdrawn_on = $withdrawn_on
RETURN c.id AS id;

// name: find_referrals
// access: read
// params: family_key
// returns: id, partnership_id, institution_id, service_id, needs, history, version:int
// Referrals of a family.
MATCH (f:Family {key: $family_key})-[:REFERS]->(r:Referral)
RETURN r.id AS id, r.partnership_id AS partnership_id, r.institution_id AS institution_id,
  r.service_id AS service_id, r.needs AS needs, r.history AS history, r.version AS version
ORDER BY id;

// name: find_histories
// access: read
// params: partnership_id
// returns: institution_id, history
// What became of the referrals of a partnership, by provider; nothing about families.
MATCH (r:Referral)
WHERE r.partnership_id = $partnership_id
RETURN r.institution_id AS institution_id, r.history AS history
ORDER BY institution_id, history;

// name: create_referral
// access: write
// params: family_key, key, id, partnership_id, institution_id, service_id, needs, history
// returns: id, partnership_id, institution_id, service_id, needs, history, version:int
// Write a new referral; one that is there already stays as it is. Returns what is there then.
MATCH (f:Family {key: $family_key})
MERGE (r:Referral {key: $key})
ON CREATE SET r.id = $id, r.partnership_id = $partnership_id, r.institution_id = $institution_id,
  r.service_id = $service_id, r.needs = $needs, r.history = $history, r.version = 1
MERGE (f)-[:REFERS]->(r)
RETURN r.id AS id, r.partnership_id AS partnership_id, r.institution_id AS institution_id,
  r.service_id AS service_id, r.needs AS needs, r.history AS history, r.version AS version;

// name: move_referral
// access: write
// params: key, claim, expected, history
// returns: version:int
// Add a step to a referral's history. The first SET takes the lock; no row means that it moved since.
MATCH (r:Referral {key: $key})
SET r.claim = $claim
WITH r
WHERE r.version = $expected
SET r.version = $expected + 1, r.history = $history
RETURN r.version AS version;

// name: retire_permissions
// access: write
// params: keys
// returns: retired:int
// Delete the permissions of families that are gone.
MATCH (f:Family)-[:PERMITS]->(c:Permission)
WHERE f.key IN $keys
DETACH DELETE c
RETURN count(*) AS retired;

// name: retire_referrals
// access: write
// params: keys
// returns: retired:int
// Delete the referrals of families that are gone.
MATCH (f:Family)-[:REFERS]->(r:Referral)
WHERE f.key IN $keys
DETACH DELETE r
RETURN count(*) AS retired;
