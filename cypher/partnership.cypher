// name: find_revision
// access: read
// params: id
// returns: revision:int
// The revision of one partnership.
MATCH (p:Partnership {id: $id})
RETURN p.revision AS revision
ORDER BY revision;

// name: find
// access: read
// params: id
// returns: id, name, teryt, variant, population:int, formed_on:date, fictional:bool, id_prefix, revision:int, digest
// One partnership.
MATCH (p:Partnership {id: $id})
RETURN p.id AS id, p.name AS name, p.teryt AS teryt, p.variant AS variant, p.population AS population, p.formed_on AS formed_on, p.fictional AS fictional, p.id_prefix AS id_prefix, p.revision AS revision, p.digest AS digest
ORDER BY id;

// name: find_all
// access: read
// params:
// returns: id, name, teryt, variant, population:int, formed_on:date, fictional:bool, id_prefix, revision:int, digest
// Every partnership.
MATCH (p:Partnership)
RETURN p.id AS id, p.name AS name, p.teryt AS teryt, p.variant AS variant, p.population AS population, p.formed_on AS formed_on, p.fictional AS fictional, p.id_prefix AS id_prefix, p.revision AS revision, p.digest AS digest
ORDER BY id;

// name: find_marks
// access: read
// params:
// returns: id, name, teryt, variant, revision:int, records
// Every partnership with what tells whether it, or what people recorded in it, has changed.
MATCH (p:Partnership)
RETURN p.id AS id, p.name AS name, p.teryt AS teryt, p.variant AS variant, p.revision AS revision, p.records AS records
ORDER BY id;

// name: count_institutions
// access: read
// params: today
// returns: id, institutions, members
// Institutions on each map, and members on a day (ISO date).
MATCH (i:Institution)-[m:ON_MAP_OF]->(p:Partnership)
RETURN p.id AS id, count(i) AS institutions,
  count(CASE WHEN m.membership IS NOT NULL AND (m.left_on IS NULL OR m.left_on > date($today))
    AND (m.declared_on IS NULL OR m.declared_on <= date($today)) THEN i.id END) AS members
ORDER BY id;

// name: count_families
// access: read
// params:
// returns: id, families:int
// Families of each partnership.
MATCH (p:Partnership)-[:HOLDS]->(f:Family)
RETURN p.id AS id, count(f) AS families
ORDER BY id;

// name: find_institutions
// access: read
// params: id
// returns: id, name, type_code, level, sector, area, teryt, phone, email, address, website, opening_hours, updated_on:date, regon, rspo, rpwdl, krs, description, street, postal_code, city, lat:float, lon:float, residential:bool, membership, declared_on:date, left_on:date, digest
// Institutions on a partnership's map with their membership.
MATCH (i:Institution)-[m:ON_MAP_OF]->(p:Partnership {id: $id})
RETURN i.id AS id, i.name AS name, i.type_code AS type_code, i.given_level AS level, i.given_sector AS sector, i.given_area AS area, i.given_teryt AS teryt, i.phone AS phone, i.email AS email, i.address AS address, i.website AS website, i.opening_hours AS opening_hours, i.updated_on AS updated_on,
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
// returns: id, institution_id, service_code, name, capacity:int, available:int, wait_days:int, age_min:int, age_max:int, access, own_clients_only:bool, service_area:list, community_based:bool, how_to_apply, documents, price, status, updated_on:date, phone, email, address, opening_hours, digest
// Services a partnership lists.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(s:Service)
MATCH (e:Institution)-[:PROVIDES]->(s)
RETURN s.id AS id, e.id AS institution_id, s.service_code AS service_code, s.name AS name, s.capacity AS capacity, s.available AS available, s.wait_days AS wait_days, s.given_age_min AS age_min, s.given_age_max AS age_max, s.given_access AS access, s.given_own_clients_only AS own_clients_only, s.given_service_area AS service_area, s.community_based AS community_based, s.how_to_apply AS how_to_apply, s.documents AS documents, s.price AS price, s.given_status AS status, s.updated_on AS updated_on, s.phone AS phone, s.email AS email, s.address AS address, s.opening_hours AS opening_hours, s.digest AS digest
ORDER BY id, institution_id;

// name: find_families
// access: read
// params: id
// returns: id, teryt, needs:list, unit, age_bands:list, required_pairs:list, requested_on:date, request_channel
// Families of a partnership, by pseudonym.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
RETURN f.id AS id, f.teryt AS teryt, f.needs AS needs, f.given_unit AS unit, f.age_bands AS age_bands, f.required_pairs AS required_pairs, f.requested_on AS requested_on, f.request_channel AS request_channel
ORDER BY id;

// name: find_involvements
// access: read
// params: id
// returns: family_id, institution_id, place:int
// Institutions that a package lists as involved with each family; the lead only where it is listed.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[v:INVOLVES]->(e:Institution)
WHERE v.place IS NOT NULL
RETURN f.id AS family_id, e.id AS institution_id, v.place AS place
ORDER BY family_id, place;

// name: find_leads
// access: read
// params: id
// returns: family_id, institution_id
// The institution that leads the case of each family.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (f)-[:LED_BY]->(e:Institution)
RETURN f.id AS family_id, e.id AS institution_id
ORDER BY family_id, institution_id;

// name: find_teams
// access: read
// params: id
// returns: family_id, institution_id, worker_id, role
// Seats of the task teams of a partnership's families.
MATCH (p:Partnership {id: $id})-[:HOLDS]->(f:Family)
MATCH (t:Team)-[:SERVES]->(f)
MATCH (e:Institution)-[v:SITS_IN]->(t)
RETURN f.id AS family_id, e.id AS institution_id, v.worker_id AS worker_id, v.role AS role
ORDER BY family_id, institution_id, worker_id, role;

// name: find_reports
// access: read
// params: id
// returns: reporter_id, partner_id, strength:int, frequency, formalisation, document_valid_to:date, contact_worker_id, partner_worker_id, reported_on:date, wave, contact_role, place:int
// Reports of cooperation given in a partnership.
MATCH (a:Institution)-[:ON_MAP_OF]->(p:Partnership {id: $id})
MATCH (a)-[t:REPORTS {partnership: $id}]->(b:Institution)
RETURN a.id AS reporter_id, b.id AS partner_id, t.strength AS strength, t.frequency AS frequency, t.formalisation AS formalisation, t.document_valid_to AS document_valid_to, t.contact_worker_id AS contact_worker_id, t.partner_worker_id AS partner_worker_id, t.reported_on AS reported_on, t.wave AS wave, t.contact_role AS contact_role, t.place AS place
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
// returns: id, opened_on:date, closed_on:date
// Survey waves of a partnership.
MATCH (p:Partnership {id: $id})-[:HAS_WAVE]->(v:Wave)
RETURN v.id AS id, v.opened_on AS opened_on, v.closed_on AS closed_on
ORDER BY id;

// name: find_day
// access: read
// params: id
// returns: ties_as_of:date, ties_change_on:date
// The day of which the stored ties of a partnership are, and the next one that changes them by itself.
MATCH (p:Partnership {id: $id})
RETURN p.ties_as_of AS ties_as_of, p.ties_change_on AS ties_change_on
ORDER BY ties_as_of;

// name: find_due
// access: read
// params: today
// returns: id
// Partnerships whose stored ties are no longer, or not yet, those of a day (ISO date).
MATCH (p:Partnership)
WHERE p.ties_change_on <= date($today) OR p.ties_as_of > date($today) OR p.ties_as_of IS NULL
RETURN p.id AS id
ORDER BY id;

// name: find_of_family
// access: read
// params: family_id
// returns: partnership_id, teryt
// Partnerships that hold a family of this pseudonym, and where they are.
MATCH (p:Partnership)-[:HOLDS]->(f:Family)
WHERE f.id = $family_id
RETURN p.id AS partnership_id, p.teryt AS teryt
ORDER BY partnership_id;

// name: find_survey_link
// access: read
// params: secret
// returns: key
// The link to a survey that has a secret, by its keyed hash.
MATCH (:Partnership)-[:ASKS]->(v:SurveyLink {secret: $secret})
RETURN v.key AS key
ORDER BY key;
