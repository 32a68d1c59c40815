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
