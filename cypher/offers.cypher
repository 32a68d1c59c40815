// name: find_all
// access: read
// params:
// returns: partnership_teryt, institution_id, institution_name, institution_type_code, institution_level, institution_sector, institution_area, institution_teryt, institution_phone, institution_email, institution_address, institution_website, institution_opening_hours, id, service_code, name, capacity:int, available:int, wait_days:int, age_min:int, age_max:int, access, own_clients_only:bool, service_area:list, community_based:bool, how_to_apply, documents, price, status, updated_on:date, phone, email, address, opening_hours
// Every service of the store with the institution that provides it and the TERC code of a partnership
// that holds it.
MATCH (p:Partnership)-[:HOLDS]->(s:Service)
MATCH (i:Institution)-[:PROVIDES]->(s)
RETURN min(p.teryt) AS partnership_teryt, i.id AS institution_id, i.name AS institution_name, i.type_code AS institution_type_code, i.given_level AS institution_level, i.given_sector AS institution_sector, i.given_area AS institution_area, i.given_teryt AS institution_teryt, i.phone AS institution_phone, i.email AS institution_email, i.address AS institution_address, i.website AS institution_website, i.opening_hours AS institution_opening_hours,
  s.id AS id, s.service_code AS service_code, s.name AS name, s.capacity AS capacity, s.available AS available, s.wait_days AS wait_days, s.given_age_min AS age_min, s.given_age_max AS age_max, s.given_access AS access, s.given_own_clients_only AS own_clients_only, s.given_service_area AS service_area, s.community_based AS community_based, s.how_to_apply AS how_to_apply, s.documents AS documents, s.price AS price, s.given_status AS status, s.updated_on AS updated_on, s.phone AS phone, s.email AS email, s.address AS address, s.opening_hours AS opening_hours
ORDER BY id, institution_id;

// name: find_holders
// access: read
// params: ids
// returns: institution_id, partnership_id, name, teryt
// Partnerships that hold any of these institutions on their map.
MATCH (i:Institution)-[:ON_MAP_OF]->(p:Partnership)
WHERE i.id IN $ids
RETURN i.id AS institution_id, p.id AS partnership_id, p.name AS name, p.teryt AS teryt
ORDER BY institution_id, partnership_id;

// name: find_worker_holders
// access: read
// params: keys
// returns: key, partnership_id
// Partnerships that list any of these workers.
MATCH (p:Partnership)-[:HOLDS]->(w:Worker)
WHERE w.key IN $keys
RETURN w.key AS key, p.id AS partnership_id
ORDER BY key, partnership_id;

// name: find_service_holders
// access: read
// params: keys
// returns: key, partnership_id
// Partnerships that list any of these services.
MATCH (p:Partnership)-[:HOLDS]->(s:Service)
WHERE s.key IN $keys
RETURN s.key AS key, p.id AS partnership_id
ORDER BY key, partnership_id;

// name: find_known_institutions
// access: read
// params: ids
// returns: id, name, type_code, level, sector, area, teryt, phone, email, address, website, opening_hours, updated_on:date, regon, rspo, rpwdl, krs, description, street, postal_code, city, lat:float, lon:float, residential:bool, digest
// What the store knows of these institutions.
MATCH (i:Institution)
WHERE i.id IN $ids
RETURN i.id AS id, i.name AS name, i.type_code AS type_code, i.given_level AS level, i.given_sector AS sector, i.given_area AS area, i.given_teryt AS teryt, i.phone AS phone, i.email AS email, i.address AS address, i.website AS website, i.opening_hours AS opening_hours, i.updated_on AS updated_on, i.regon AS regon, i.rspo AS rspo, i.rpwdl AS rpwdl, i.krs AS krs, i.description AS description, i.street AS street, i.postal_code AS postal_code, i.city AS city, i.lat AS lat, i.lon AS lon, i.residential AS residential, i.digest AS digest
ORDER BY id;

// name: find_alike
// access: read
// params: numbers, names
// returns: id, name, type_code, level, sector, area, teryt, phone, email, address, website, opening_hours, updated_on:date, regon, rspo, rpwdl, krs, description, street, postal_code, city, lat:float, lon:float, residential:bool, digest
// Institutions that have one of these numbers in a register or, in small letters, one of these names.
MATCH (i:Institution)
WHERE i.rspo IN $numbers OR i.regon IN $numbers OR i.rpwdl IN $numbers OR i.krs IN $numbers OR toLower(i.name) IN $names
RETURN i.id AS id, i.name AS name, i.type_code AS type_code, i.given_level AS level, i.given_sector AS sector, i.given_area AS area, i.given_teryt AS teryt, i.phone AS phone, i.email AS email, i.address AS address, i.website AS website, i.opening_hours AS opening_hours, i.updated_on AS updated_on, i.regon AS regon, i.rspo AS rspo, i.rpwdl AS rpwdl, i.krs AS krs, i.description AS description, i.street AS street, i.postal_code AS postal_code, i.city AS city, i.lat AS lat, i.lon AS lon, i.residential AS residential, i.digest AS digest
ORDER BY id;

// name: find_known_workers
// access: read
// params: keys
// returns: key, institution_id, id, role, caseload:int, caseload_max:int
// What the store knows of these workers.
MATCH (e:Institution)-[:EMPLOYS]->(w:Worker)
WHERE w.key IN $keys
RETURN w.key AS key, e.id AS institution_id, w.id AS id, w.role AS role, w.caseload AS caseload, w.caseload_max AS caseload_max
ORDER BY key;

// name: find_known_services
// access: read
// params: keys
// returns: key, institution_id, id, service_code, name, capacity:int, available:int, wait_days:int, age_min:int, age_max:int, access, own_clients_only:bool, service_area:list, community_based:bool, how_to_apply, documents, price, status, updated_on:date, phone, email, address, opening_hours
// What the store knows of these services.
MATCH (e:Institution)-[:PROVIDES]->(s:Service)
WHERE s.key IN $keys
RETURN s.key AS key, e.id AS institution_id, s.id AS id, s.service_code AS service_code, s.name AS name, s.capacity AS capacity, s.available AS available, s.wait_days AS wait_days, s.given_age_min AS age_min, s.given_age_max AS age_max, s.given_access AS access, s.given_own_clients_only AS own_clients_only, s.given_service_area AS service_area, s.community_based AS community_based, s.how_to_apply AS how_to_apply, s.documents AS documents, s.price AS price, s.given_status AS status, s.updated_on AS updated_on, s.phone AS phone, s.email AS email, s.address AS address, s.opening_hours AS opening_hours
ORDER BY key;

// name: find_services_of
// access: read
// params: ids
// returns: key, institution_id, id, service_code, name, capacity:int, available:int, wait_days:int, age_min:int, age_max:int, access, own_clients_only:bool, service_area:list, community_based:bool, how_to_apply, documents, price, status, updated_on:date, phone, email, address, opening_hours
// What the store knows of all services of these institutions.
MATCH (e:Institution)-[:PROVIDES]->(s:Service)
WHERE e.id IN $ids
RETURN s.key AS key, e.id AS institution_id, s.id AS id, s.service_code AS service_code, s.name AS name, s.capacity AS capacity, s.available AS available, s.wait_days AS wait_days, s.given_age_min AS age_min, s.given_age_max AS age_max, s.given_access AS access, s.given_own_clients_only AS own_clients_only, s.given_service_area AS service_area, s.community_based AS community_based, s.how_to_apply AS how_to_apply, s.documents AS documents, s.price AS price, s.given_status AS status, s.updated_on AS updated_on, s.phone AS phone, s.email AS email, s.address AS address, s.opening_hours AS opening_hours
ORDER BY key;
