// name: find
// access: read
// params: id
// returns: id, name, teryt, variant, population:int, formed_on, fictional:bool, id_prefix, revision:int, digest
// One partnership.
MATCH (p:Partnership {id: $id})
RETURN p.id AS id, p.name AS name, p.teryt AS teryt, p.variant AS variant, p.population AS population, p.formed_on AS formed_on, p.fictional AS fictional, p.id_prefix AS id_prefix, p.revision AS revision, p.digest AS digest
ORDER BY id;

// name: find_institutions
// access: read
// params: id
// returns: id, name, type_code, level, sector, area, teryt, phone, email, address, website, opening_hours, updated_on, regon, rspo, rpwdl, krs, description, street, postal_code, city, lat:float, lon:float, residential:bool, membership, declared_on, left_on, digest
// Institutions on a partnership's map with their membership.
MATCH (p:Partnership {id: $id})-[m:MAPS]->(i:Institution)
RETURN i.id AS id, i.name AS name, i.type_code AS type_code, i.level AS level, i.sector AS sector, i.area AS area, i.teryt AS teryt, i.phone AS phone, i.email AS email, i.address AS address, i.website AS website, i.opening_hours AS opening_hours, i.updated_on AS updated_on,
  i.regon AS regon, i.rspo AS rspo, i.rpwdl AS rpwdl, i.krs AS krs, i.description AS description, i.street AS street, i.postal_code AS postal_code, i.city AS city, i.lat AS lat, i.lon AS lon, i.residential AS residential,
  m.membership AS membership, m.declared_on AS declared_on, m.left_on AS left_on, i.digest AS digest
ORDER BY id;

// name: find_workers
// access: read
// params: id
// returns: id, institution_id, role, caseload:int, caseload_max:int, digest
// Workers a partnership lists.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(w:Worker)
MATCH (e:Institution)-[:EMPLOYS]->(w)
RETURN w.id AS id, e.id AS institution_id, w.role AS role, w.caseload AS caseload, w.caseload_max AS caseload_max, w.digest AS digest
ORDER BY id, institution_id;

// name: find_services
// access: read
// params: id
// returns: id, institution_id, service_code, name, capacity:int, available:int, wait_days:int, age_min:int, age_max:int, access, own_clients_only:bool, service_area, community_based:bool, how_to_apply, documents, price, status, updated_on, phone, email, address, opening_hours, digest
// Services a partnership lists.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(s:Service)
MATCH (e:Institution)-[:OFFERS]->(s)
RETURN s.id AS id, e.id AS institution_id, s.service_code AS service_code, s.name AS name, s.capacity AS capacity, s.available AS available, s.wait_days AS wait_days, s.age_min AS age_min, s.age_max AS age_max, s.access AS access, s.own_clients_only AS own_clients_only, s.service_area AS service_area, s.community_based AS community_based, s.how_to_apply AS how_to_apply, s.documents AS documents, s.price AS price, s.status AS status, s.updated_on AS updated_on, s.phone AS phone, s.email AS email, s.address AS address, s.opening_hours AS opening_hours, s.digest AS digest
ORDER BY id, institution_id;

// name: find_families
// access: read
// params: id
// returns: id, teryt, needs, unit, age_bands, required_pairs, requested_on, request_channel
// Families of a partnership, by pseudonym.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
RETURN f.id AS id, f.teryt AS teryt, f.needs AS needs, f.unit AS unit, f.age_bands AS age_bands, f.required_pairs AS required_pairs, f.requested_on AS requested_on, f.request_channel AS request_channel
ORDER BY id;

// name: find_involvements
// access: read
// params: id
// returns: family_id, institution_id, role, place:int
// Institutions involved with each family, its lead included.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[v:INVOLVES]->(e:Institution)
RETURN f.id AS family_id, e.id AS institution_id, v.role AS role, v.place AS place
ORDER BY family_id, role, place;

// name: find_teams
// access: read
// params: id
// returns: family_id, institution_id, worker_id, role
// Seats of the task teams of a partnership's families.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[t:TEAMS]->(e:Institution)
RETURN f.id AS family_id, e.id AS institution_id, t.worker_id AS worker_id, t.role AS role
ORDER BY family_id, institution_id, worker_id, role;

// name: find_reports
// access: read
// params: id
// returns: reporter_id, partner_id, strength:int, frequency, formalisation, document_valid_to, contact_worker_id, partner_worker_id, reported_on, wave, place:int
// Reports of cooperation given in a partnership.
MATCH (p:Partnership {id: $id})-[:MAPS]->(a:Institution)
MATCH (a)-[t:REPORTS {partnership_id: $id}]->(b:Institution)
RETURN a.id AS reporter_id, b.id AS partner_id, t.strength AS strength, t.frequency AS frequency, t.formalisation AS formalisation, t.document_valid_to AS document_valid_to, t.contact_worker_id AS contact_worker_id, t.partner_worker_id AS partner_worker_id, t.reported_on AS reported_on, t.wave AS wave, t.place AS place
ORDER BY reporter_id, partner_id, place;

// name: find_demand
// access: read
// params: id
// returns: teryt, need, families:int, year:int, source
// How many families of an area have a need.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(d:Demand)
RETURN d.teryt AS teryt, d.need AS need, d.families AS families, d.year AS year, d.source AS source
ORDER BY teryt, need, year, source;

// name: find_waves
// access: read
// params: id
// returns: id, opened_on, closed_on
// Survey waves of a partnership.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(v:Wave)
RETURN v.id AS id, v.opened_on AS opened_on, v.closed_on AS closed_on
ORDER BY id;

// name: find_case_steps
// access: read
// params: id
// returns: owner, key, partnership_id, family_id, number:int, kind, on_day, at, role, data
// The journals of all families of a partnership; their owners are the keys of the families.
MATCH (p:Partnership {id: $id})-[:FOLLOWS]->(s:CaseStep)
RETURN s.family_key AS owner, s.key AS key, s.partnership_id AS partnership_id, s.family_id AS family_id, s.number AS number, s.kind AS kind, s.on_day AS on_day, s.at AS at, s.role AS role, s.data AS data
ORDER BY key;
