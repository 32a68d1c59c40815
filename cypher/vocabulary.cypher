// name: merge_institution_types
// access: write
// params: rows
// returns: written
// Write the types of institutions.
UNWIND $rows AS r
MERGE (t:InstitutionType {code: r.code})
SET t.name = r.name, t.name_en = r.name_en, t.sector = r.sector, t.level = r.level, t.area = r.area, t.recruit_as = r.recruit_as, t.may_hand_over = r.may_hand_over
RETURN count(t) AS written;

// name: merge_service_types
// access: write
// params: rows
// returns: written
// Write the types of services.
UNWIND $rows AS r
MERGE (t:ServiceType {code: r.code})
SET t.name = r.name, t.name_en = r.name_en, t.access = r.access, t.own_clients_only = r.own_clients_only, t.age_min = CASE WHEN r.age_min >= 0 THEN r.age_min END, t.age_max = CASE WHEN r.age_max >= 0 THEN r.age_max END
RETURN count(t) AS written;

// name: merge_needs
// access: write
// params: rows
// returns: written
// Write the needs of families.
UNWIND $rows AS r
MERGE (n:Need {code: r.code})
SET n.name = r.name, n.name_en = r.name_en, n.age_min = CASE WHEN r.age_min >= 0 THEN r.age_min END, n.age_max = CASE WHEN r.age_max >= 0 THEN r.age_max END
RETURN count(n) AS written;

// name: merge_answers
// access: write
// params: rows
// returns: written
// Write which services meet a need.
UNWIND $rows AS r
MATCH (t:ServiceType {code: r.service_code})
MATCH (n:Need {code: r.need})
MERGE (t)-[v:ANSWERS]->(n)
RETURN count(v) AS written;

// name: wipe_answers
// access: write
// params: 
// returns: wiped
// Delete, to be written anew: which services meet a need.
MATCH (:ServiceType)-[v:ANSWERS]->(:Need)
DELETE v
RETURN count(*) AS wiped;

// name: merge_supports
// access: write
// params: rows
// returns: written
// Write which services help beside those.
UNWIND $rows AS r
MATCH (t:ServiceType {code: r.service_code})
MATCH (n:Need {code: r.need})
MERGE (t)-[v:SUPPORTS]->(n)
RETURN count(v) AS written;

// name: wipe_supports
// access: write
// params: 
// returns: wiped
// Delete, to be written anew: which services help beside those.
MATCH (:ServiceType)-[v:SUPPORTS]->(:Need)
DELETE v
RETURN count(*) AS wiped;

// name: find_institution_types
// access: read
// params:
// returns: code, name, name_en, sector, level, area, recruit_as, may_hand_over:bool
// As stored: types of institutions.
MATCH (n:InstitutionType)
RETURN n.code AS code, n.name AS name, n.name_en AS name_en, n.sector AS sector, n.level AS level, n.area AS area, n.recruit_as AS recruit_as, n.may_hand_over AS may_hand_over
ORDER BY code, name;

// name: retire_institution_types
// access: write
// params: codes
// returns: retired
// Delete types of institutions that the vocabulary does not have.
MATCH (n:InstitutionType)
WHERE NOT n.code IN $codes
DETACH DELETE n
RETURN count(*) AS retired;

// name: find_service_types
// access: read
// params:
// returns: code, name, name_en, access, own_clients_only:bool, age_min:int, age_max:int
// As stored: types of services.
MATCH (n:ServiceType)
RETURN n.code AS code, n.name AS name, n.name_en AS name_en, n.access AS access, n.own_clients_only AS own_clients_only, n.age_min AS age_min, n.age_max AS age_max
ORDER BY code, name;

// name: retire_service_types
// access: write
// params: codes
// returns: retired
// Delete types of services that the vocabulary does not have.
MATCH (n:ServiceType)
WHERE NOT n.code IN $codes
DETACH DELETE n
RETURN count(*) AS retired;

// name: find_needs
// access: read
// params:
// returns: code, name, name_en, age_min:int, age_max:int
// As stored: needs of families.
MATCH (n:Need)
RETURN n.code AS code, n.name AS name, n.name_en AS name_en, n.age_min AS age_min, n.age_max AS age_max
ORDER BY code, name;

// name: retire_needs
// access: write
// params: codes
// returns: retired
// Delete needs of families that the vocabulary does not have.
MATCH (n:Need)
WHERE NOT n.code IN $codes
DETACH DELETE n
RETURN count(*) AS retired;

// name: find_answers
// access: read
// params:
// returns: service_code, need
// As stored: which services meet a need.
MATCH (t:ServiceType)-[:ANSWERS]->(n:Need)
RETURN t.code AS service_code, n.code AS need
ORDER BY service_code, need;

// name: find_supports
// access: read
// params:
// returns: service_code, need
// As stored: which services help beside those.
MATCH (t:ServiceType)-[:SUPPORTS]->(n:Need)
RETURN t.code AS service_code, n.code AS need
ORDER BY service_code, need;
