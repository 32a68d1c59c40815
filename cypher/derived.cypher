// name: merge_members
// access: write
// params: id, rows
// returns: written
// Write members of a partnership.
UNWIND $rows AS r
MATCH (a:Institution {id: r.institution_id})
MATCH (b:Partnership {id: $id})
MERGE (a)-[v:MEMBER_OF]->(b)
SET v.membership = r.membership, v.declared_on = date(r.declared_on), v.left_on = date(r.left_on)
RETURN count(v) AS written;

// name: retire_members
// access: write
// params: id, rows
// returns: retired
// Delete what no longer follows: members of a partnership.
UNWIND $rows AS r
MATCH (a:Institution {id: r.institution_id})
MATCH (b:Partnership {id: $id})
MATCH (a)-[v:MEMBER_OF]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_cover
// access: write
// params: id, rows
// returns: written
// Write where a partnership is.
UNWIND $rows AS r
MATCH (a:Partnership {id: $id})
MATCH (b:Territory {code: r.code})
MERGE (a)-[v:COVERS]->(b)
RETURN count(v) AS written;

// name: retire_cover
// access: write
// params: id, rows
// returns: retired
// Delete what no longer follows: where a partnership is.
UNWIND $rows AS r
MATCH (a:Partnership {id: $id})
MATCH (b:Territory {code: r.code})
MATCH (a)-[v:COVERS]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_demand
// access: write
// params: id, rows
// returns: written
// Write how many families have a need.
UNWIND $rows AS r
MATCH (a:Territory {code: r.code})
MATCH (b:Need {code: r.need})
MERGE (a)-[v:HAS_DEMAND {key: r.key}]->(b)
SET v.partnership = $id, v.families = r.families, v.year = CASE WHEN r.year >= 0 THEN r.year END, v.source = r.source
RETURN count(v) AS written;

// name: retire_demand
// access: write
// params: rows
// returns: retired
// Delete what no longer follows: how many families have a need.
UNWIND $rows AS r
MATCH (a:Territory {code: r.code})
MATCH (b:Need {code: r.need})
MATCH (a)-[v:HAS_DEMAND {key: r.key}]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_cooperation
// access: write
// params: id, rows
// returns: written
// Write ties that reports make.
UNWIND $rows AS r
MATCH (a:Institution {id: r.one})
MATCH (b:Institution {id: r.other})
MERGE (a)-[v:COOPERATES_WITH {partnership: $id}]->(b)
SET v.strength = r.strength, v.cost = r.cost, v.frequency = r.frequency, v.formalisation = r.formalisation, v.document_valid_to = date(r.document_valid_to), v.reported_on = date(r.reported_on), v.live = r.live, v.confirmed = r.confirmed
RETURN count(v) AS written;

// name: retire_cooperation
// access: write
// params: id, rows
// returns: retired
// Delete what no longer follows: ties that reports make.
UNWIND $rows AS r
MATCH (a:Institution {id: r.one})
MATCH (b:Institution {id: r.other})
MATCH (a)-[v:COOPERATES_WITH {partnership: $id}]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_contacts
// access: write
// params: id, rows
// returns: written
// Write workers known to meet.
UNWIND $rows AS r
MATCH (a:Worker {key: r.one})
MATCH (b:Worker {key: r.other})
MERGE (a)-[v:CONTACTS {partnership: $id}]->(b)
RETURN count(v) AS written;

// name: retire_contacts
// access: write
// params: id, rows
// returns: retired
// Delete what no longer follows: workers known to meet.
UNWIND $rows AS r
MATCH (a:Worker {key: r.one})
MATCH (b:Worker {key: r.other})
MATCH (a)-[v:CONTACTS {partnership: $id}]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_needs
// access: write
// params: rows
// returns: written
// Write needs of families.
UNWIND $rows AS r
MATCH (a:Family {key: r.family_key})
MATCH (b:Need {code: r.code})
MERGE (a)-[v:HAS_NEED]->(b)
RETURN count(v) AS written;

// name: retire_needs
// access: write
// params: rows
// returns: retired
// Delete what no longer follows: needs of families.
UNWIND $rows AS r
MATCH (a:Family {key: r.family_key})
MATCH (b:Need {code: r.code})
MATCH (a)-[v:HAS_NEED]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_homes
// access: write
// params: rows
// returns: written
// Write where families live.
UNWIND $rows AS r
MATCH (a:Family {key: r.family_key})
MATCH (b:Territory {code: r.code})
MERGE (a)-[v:LIVES_IN]->(b)
RETURN count(v) AS written;

// name: retire_homes
// access: write
// params: rows
// returns: retired
// Delete what no longer follows: where families live.
UNWIND $rows AS r
MATCH (a:Family {key: r.family_key})
MATCH (b:Territory {code: r.code})
MATCH (a)-[v:LIVES_IN]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_institution_types
// access: write
// params: rows
// returns: written
// Write what kind of institutions they are.
UNWIND $rows AS r
MATCH (a:Institution {id: r.institution_id})
MATCH (b:InstitutionType {code: r.code})
MERGE (a)-[v:OF_TYPE]->(b)
RETURN count(v) AS written;

// name: retire_institution_types
// access: write
// params: rows
// returns: retired
// Delete what no longer follows: what kind of institutions they are.
UNWIND $rows AS r
MATCH (a:Institution {id: r.institution_id})
MATCH (b:InstitutionType {code: r.code})
MATCH (a)-[v:OF_TYPE]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_places
// access: write
// params: rows
// returns: written
// Write where institutions are.
UNWIND $rows AS r
MATCH (a:Institution {id: r.institution_id})
MATCH (b:Territory {code: r.code})
MERGE (a)-[v:LIES_IN]->(b)
RETURN count(v) AS written;

// name: retire_places
// access: write
// params: rows
// returns: retired
// Delete what no longer follows: where institutions are.
UNWIND $rows AS r
MATCH (a:Institution {id: r.institution_id})
MATCH (b:Territory {code: r.code})
MATCH (a)-[v:LIES_IN]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_service_types
// access: write
// params: rows
// returns: written
// Write what kind of services they are.
UNWIND $rows AS r
MATCH (a:Service {key: r.service_key})
MATCH (b:ServiceType {code: r.code})
MERGE (a)-[v:OF_TYPE]->(b)
RETURN count(v) AS written;

// name: retire_service_types
// access: write
// params: rows
// returns: retired
// Delete what no longer follows: what kind of services they are.
UNWIND $rows AS r
MATCH (a:Service {key: r.service_key})
MATCH (b:ServiceType {code: r.code})
MATCH (a)-[v:OF_TYPE]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_availability
// access: write
// params: rows
// returns: written
// Write where services are available.
UNWIND $rows AS r
MATCH (a:Service {key: r.service_key})
MATCH (b:Territory {code: r.code})
MERGE (a)-[v:AVAILABLE_IN]->(b)
RETURN count(v) AS written;

// name: retire_availability
// access: write
// params: rows
// returns: retired
// Delete what no longer follows: where services are available.
UNWIND $rows AS r
MATCH (a:Service {key: r.service_key})
MATCH (b:Territory {code: r.code})
MATCH (a)-[v:AVAILABLE_IN]->(b)
DELETE v
RETURN count(*) AS retired;

// name: merge_institution_facts
// access: write
// params: rows
// returns: written
// Write what blank cells of institutions mean.
UNWIND $rows AS r
MATCH (i:Institution {id: r.institution_id})
SET i.level = r.level, i.sector = r.sector, i.area = r.area, i.teryt = r.teryt
RETURN count(i) AS written;

// name: merge_service_facts
// access: write
// params: rows
// returns: written
// Write what blank cells of services mean.
UNWIND $rows AS r
MATCH (s:Service {key: r.service_key})
SET s.age_min = CASE WHEN r.age_min >= 0 THEN r.age_min END, s.age_max = CASE WHEN r.age_max >= 0 THEN r.age_max END, s.access = r.access, s.own_clients_only = CASE WHEN r.own_clients_only >= 0 THEN r.own_clients_only = 1 END, s.service_area = CASE WHEN r.service_area <> [''] THEN r.service_area END, s.status = r.status
RETURN count(s) AS written;

// name: merge_territories
// access: write
// params: rows
// returns: written
// Write gminas, powiats and województwa; a name that is known stays.
UNWIND $rows AS r
MERGE (t:Territory {code: r.code})
SET t.level = r.level, t.name = coalesce(t.name, r.code)
RETURN count(t) AS written;

// name: name_territories
// access: write
// params: rows
// returns: written
// Write the names that were given to territories.
UNWIND $rows AS r
MERGE (t:Territory {code: r.code})
SET t.level = r.level, t.name = r.name, t.given_name = r.name
RETURN count(t) AS written;

// name: name_covered
// access: write
// params: codes
// returns: written
// Write what territories are called: as it was given, else a gmina as the first of its partnerships by id,
// else by their code.
UNWIND $codes AS code
MATCH (t:Territory {code: code})
OPTIONAL MATCH (p:Partnership)-[:COVERS]->(t)
WITH t, min(p.id) AS first
OPTIONAL MATCH (q:Partnership {id: first})
SET t.name = coalesce(t.given_name, CASE WHEN t.level = 'gmina' THEN q.name END, t.code)
RETURN count(t) AS written;

// name: retire_territories
// access: write
// params: codes
// returns: retired
// Delete those of these territories that nothing lies in, leads to or is part of, and that nobody named.
UNWIND $codes AS code
MATCH (t:Territory {code: code})
WHERE t.given_name IS NULL
  AND NOT EXISTS { MATCH (:Territory)-[:PART_OF]->(t) }
  AND NOT EXISTS { MATCH (:Partnership)-[:COVERS]->(t) }
  AND NOT EXISTS { MATCH (:Institution)-[:LIES_IN]->(t) }
  AND NOT EXISTS { MATCH (:Service)-[:AVAILABLE_IN]->(t) }
  AND NOT EXISTS { MATCH (:Family)-[:LIVES_IN]->(t) }
  AND NOT EXISTS { MATCH (t)-[:HAS_DEMAND]->(:Need) }
DETACH DELETE t
RETURN count(*) AS retired;

// name: keep_given_names
// access: write
// params:
// returns: written
// Note as given the names of territories that are neither codes nor those of partnerships.
MATCH (t:Territory)
OPTIONAL MATCH (p:Partnership)-[:COVERS]->(t)
WHERE p.name = t.name
WITH t, count(p) AS own
WHERE own = 0 AND t.name <> t.code
SET t.given_name = t.name
RETURN count(t) AS written;

// name: find_territories
// access: read
// params:
// returns: code, name
// Names that were given to territories.
MATCH (t:Territory)
WHERE t.given_name IS NOT NULL
RETURN t.code AS code, t.given_name AS name
ORDER BY code;

// name: count_cooperation
// access: read
// params:
// returns: id, live
// Live ties of each partnership that has any tie.
MATCH (a:Institution)-[c:COOPERATES_WITH]->(b:Institution)
RETURN c.partnership AS id, count(CASE WHEN c.live THEN a.id END) AS live
ORDER BY id;

// name: merge_parts
// access: write
// params: rows
// returns: written
// Write which territory lies in which.
UNWIND $rows AS r
MATCH (a:Territory {code: r.code})
MATCH (b:Territory {code: r.parent})
MERGE (a)-[v:PART_OF]->(b)
RETURN count(v) AS written;

// name: link_steps
// access: write
// params: keys
// returns: linked
// Join the steps of cases to the records of their families.
MATCH (s:CaseStep)
WHERE s.family_key IN $keys
MATCH (f:Family {key: s.family_key})
MERGE (f)-[v:HAS_STEP]->(s)
RETURN count(v) AS linked;

// name: wipe_members
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: members of a partnership.
MATCH (:Institution)-[v:MEMBER_OF]->(p:Partnership {id: $id})
DELETE v
RETURN count(*) AS wiped;

// name: wipe_cover
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: where a partnership is.
MATCH (p:Partnership {id: $id})-[v:COVERS]->(:Territory)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_demand
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: how many families have a need.
MATCH (:Territory)-[v:HAS_DEMAND {partnership: $id}]->(:Need)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_cooperation
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: ties that reports make.
MATCH (i:Institution)-[:ON_MAP_OF]->(p:Partnership {id: $id})
MATCH (i)-[v:COOPERATES_WITH {partnership: $id}]->(:Institution)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_contacts
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: workers known to meet.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(w:Worker)
MATCH (w)-[v:CONTACTS {partnership: $id}]->(:Worker)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_needs
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: needs of families.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[v:HAS_NEED]->(:Need)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_homes
// access: write
// params: id
// returns: wiped
// Delete, to be written anew: where families live.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[v:LIVES_IN]->(:Territory)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_institution_types
// access: write
// params: keys
// returns: wiped
// Delete, to be written anew: what kind of institutions they are.
MATCH (i:Institution)
WHERE i.id IN $keys
MATCH (i)-[v:OF_TYPE]->(:InstitutionType)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_places
// access: write
// params: keys
// returns: wiped
// Delete, to be written anew: where institutions are.
MATCH (i:Institution)
WHERE i.id IN $keys
MATCH (i)-[v:LIES_IN]->(:Territory)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_service_types
// access: write
// params: keys
// returns: wiped
// Delete, to be written anew: what kind of services they are.
MATCH (s:Service)
WHERE s.key IN $keys
MATCH (s)-[v:OF_TYPE]->(:ServiceType)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_availability
// access: write
// params: keys
// returns: wiped
// Delete, to be written anew: where services are available.
MATCH (s:Service)
WHERE s.key IN $keys
MATCH (s)-[v:AVAILABLE_IN]->(:Territory)
DELETE v
RETURN count(*) AS wiped;

// name: find_members
// access: read
// params: id
// returns: institution_id, membership, declared_on:date, left_on:date
// As stored: members of a partnership.
MATCH (i:Institution)-[v:MEMBER_OF]->(p:Partnership {id: $id})
RETURN i.id AS institution_id, v.membership AS membership, v.declared_on AS declared_on, v.left_on AS left_on
ORDER BY institution_id, membership;

// name: find_cover
// access: read
// params: id
// returns: code
// As stored: where a partnership is.
MATCH (p:Partnership {id: $id})-[:COVERS]->(t:Territory)
RETURN t.code AS code
ORDER BY code;

// name: find_demand
// access: read
// params: id
// returns: key, code, need, families:int, year:int, source
// As stored: how many families have a need.
MATCH (t:Territory)-[v:HAS_DEMAND {partnership: $id}]->(n:Need)
RETURN v.key AS key, t.code AS code, n.code AS need, v.families AS families, v.year AS year, v.source AS source
ORDER BY key, code;

// name: find_cooperation
// access: read
// params: id
// returns: one, other, strength:float, cost:float, frequency, formalisation, document_valid_to:date, reported_on:date, live:bool, confirmed:bool
// As stored: ties that reports make.
MATCH (i:Institution)-[:ON_MAP_OF]->(p:Partnership {id: $id})
MATCH (i)-[v:COOPERATES_WITH {partnership: $id}]->(o:Institution)
RETURN i.id AS one, o.id AS other, v.strength AS strength, v.cost AS cost, v.frequency AS frequency, v.formalisation AS formalisation, v.document_valid_to AS document_valid_to, v.reported_on AS reported_on, v.live AS live, v.confirmed AS confirmed
ORDER BY one, other;

// name: find_contacts
// access: read
// params: id
// returns: one, other
// As stored: workers known to meet.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(w:Worker)
MATCH (w)-[v:CONTACTS {partnership: $id}]->(o:Worker)
RETURN w.key AS one, o.key AS other
ORDER BY one, other;

// name: find_needs
// access: read
// params: id
// returns: family_key, code
// As stored: needs of families.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[:HAS_NEED]->(n:Need)
RETURN f.key AS family_key, n.code AS code
ORDER BY family_key, code;

// name: find_homes
// access: read
// params: id
// returns: family_key, code
// As stored: where families live.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[:LIVES_IN]->(t:Territory)
RETURN f.key AS family_key, t.code AS code
ORDER BY family_key, code;

// name: find_institution_types
// access: read
// params: id
// returns: institution_id, code
// As stored: what kind of institutions they are.
MATCH (i:Institution)-[:ON_MAP_OF]->(p:Partnership {id: $id})
MATCH (i)-[:OF_TYPE]->(t:InstitutionType)
RETURN i.id AS institution_id, t.code AS code
ORDER BY institution_id, code;

// name: find_places
// access: read
// params: id
// returns: institution_id, code
// As stored: where institutions are.
MATCH (i:Institution)-[:ON_MAP_OF]->(p:Partnership {id: $id})
MATCH (i)-[:LIES_IN]->(t:Territory)
RETURN i.id AS institution_id, t.code AS code
ORDER BY institution_id, code;

// name: find_service_types
// access: read
// params: id
// returns: service_key, code
// As stored: what kind of services they are.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(s:Service)
MATCH (s)-[:OF_TYPE]->(t:ServiceType)
RETURN s.key AS service_key, t.code AS code
ORDER BY service_key, code;

// name: find_availability
// access: read
// params: id
// returns: service_key, code
// As stored: where services are available.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(s:Service)
MATCH (s)-[:AVAILABLE_IN]->(t:Territory)
RETURN s.key AS service_key, t.code AS code
ORDER BY service_key, code;

// name: find_institution_facts
// access: read
// params: id
// returns: institution_id, level, sector, area, teryt
// As stored: what blank cells of institutions mean.
MATCH (i:Institution)-[:ON_MAP_OF]->(p:Partnership {id: $id})
RETURN i.id AS institution_id, i.level AS level, i.sector AS sector, i.area AS area, i.teryt AS teryt
ORDER BY institution_id, level;

// name: find_service_facts
// access: read
// params: id
// returns: service_key, age_min:int, age_max:int, access, own_clients_only:bool, service_area:list, status
// As stored: what blank cells of services mean.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(s:Service)
RETURN s.key AS service_key, s.age_min AS age_min, s.age_max AS age_max, s.access AS access, s.own_clients_only AS own_clients_only, s.service_area AS service_area, s.status AS status
ORDER BY service_key, age_min;

// name: note_day
// access: write
// params: id, ties_as_of, ties_change_on
// returns: id
// Note of which day the stored ties of a partnership are.
MATCH (p:Partnership {id: $id})
SET p.ties_as_of = date($ties_as_of), p.ties_change_on = date($ties_change_on)
RETURN p.id AS id;
