// name: merge_partnership
// access: write
// params: id, revision, digest, ties_as_of, ties_change_on, name, teryt, variant, population, formed_on, fictional, id_prefix
// returns: id
// Write a partnership with the digest of what it holds, and raise its revision.
MERGE (p:Partnership {id: $id})
SET p.revision = $revision, p.digest = $digest, p.ties_as_of = date($ties_as_of), p.ties_change_on = date($ties_change_on), p.name = $name, p.teryt = $teryt, p.variant = $variant, p.population = $population, p.formed_on = date($formed_on), p.fictional = $fictional, p.id_prefix = $id_prefix
RETURN p.id AS id;

// name: note_partnership
// access: write
// params: id, revision, digest, ties_as_of, ties_change_on
// returns: id
// Note the digest of what a partnership holds now, and raise its revision.
MATCH (p:Partnership {id: $id})
SET p.revision = $revision, p.digest = $digest, p.ties_as_of = date($ties_as_of),
  p.ties_change_on = date($ties_change_on)
RETURN p.id AS id;

// name: touch_partnerships
// access: write
// params: ids, revision
// returns: touched
// Raise the revision of partnerships whose institutions changed.
MATCH (p:Partnership)
WHERE p.id IN $ids
SET p.revision = $revision
RETURN count(p) AS touched;

// name: merge_institutions
// access: write
// params: rows
// returns: written
// Write the facts of institutions; what a package gave of those that a blank cell leaves open is kept.
UNWIND $rows AS r
MERGE (i:Institution {id: r.id})
SET i.name = r.name, i.type_code = r.type_code, i.level = r.level, i.sector = r.sector, i.area = r.area, i.teryt = r.teryt, i.phone = r.phone, i.email = r.email, i.address = r.address, i.website = r.website, i.opening_hours = r.opening_hours, i.updated_on = date(r.updated_on), i.regon = r.regon, i.rspo = r.rspo, i.rpwdl = r.rpwdl, i.krs = r.krs, i.description = r.description, i.street = r.street, i.postal_code = r.postal_code, i.city = r.city, i.lat = CASE WHEN r.lat >= -999.0 THEN r.lat END, i.lon = CASE WHEN r.lon >= -999.0 THEN r.lon END, i.residential = CASE WHEN r.residential >= 0 THEN r.residential = 1 END, i.given_level = r.given_level, i.given_sector = r.given_sector, i.given_area = r.given_area, i.given_teryt = r.given_teryt, i.digest = r.digest
RETURN count(i) AS written;

// name: merge_maps
// access: write
// params: id, rows
// returns: written
// Put institutions on a partnership's map with their membership.
UNWIND $rows AS r
MATCH (p:Partnership {id: $id})
MATCH (i:Institution {id: r.id})
MERGE (i)-[m:ON_MAP_OF]->(p)
SET m.membership = r.membership, m.declared_on = date(r.declared_on), m.left_on = date(r.left_on)
RETURN count(m) AS written;

// name: merge_workers
// access: write
// params: id, rows
// returns: written
// Write workers of institutions and note that the partnership holds them.
UNWIND $rows AS r
MATCH (p:Partnership {id: $id})
MATCH (i:Institution {id: r.institution_id})
MERGE (x:Worker {key: r.key})
SET x.id = r.id, x.role = r.role, x.caseload = CASE WHEN r.caseload >= 0 THEN r.caseload END, x.caseload_max = CASE WHEN r.caseload_max >= 0 THEN r.caseload_max END, x.digest = r.digest
MERGE (i)-[:EMPLOYS]->(x)
MERGE (p)-[:HOLDS]->(x)
RETURN count(x) AS written;

// name: merge_services
// access: write
// params: id, rows
// returns: written
// Write services of institutions and note that the partnership holds them.
UNWIND $rows AS r
MATCH (p:Partnership {id: $id})
MATCH (i:Institution {id: r.institution_id})
MERGE (x:Service {key: r.key})
SET x.id = r.id, x.service_code = r.service_code, x.name = r.name, x.capacity = CASE WHEN r.capacity >= 0 THEN r.capacity END, x.available = CASE WHEN r.available >= 0 THEN r.available END, x.wait_days = CASE WHEN r.wait_days >= 0 THEN r.wait_days END, x.age_min = CASE WHEN r.age_min >= 0 THEN r.age_min END, x.age_max = CASE WHEN r.age_max >= 0 THEN r.age_max END, x.access = r.access, x.own_clients_only = CASE WHEN r.own_clients_only >= 0 THEN r.own_clients_only = 1 END, x.service_area = CASE WHEN r.service_area <> [''] THEN r.service_area END, x.community_based = CASE WHEN r.community_based >= 0 THEN r.community_based = 1 END, x.how_to_apply = r.how_to_apply, x.documents = r.documents, x.price = r.price, x.status = r.status, x.updated_on = date(r.updated_on), x.phone = r.phone, x.email = r.email, x.address = r.address, x.opening_hours = r.opening_hours, x.given_age_min = CASE WHEN r.given_age_min >= 0 THEN r.given_age_min END, x.given_age_max = CASE WHEN r.given_age_max >= 0 THEN r.given_age_max END, x.given_access = r.given_access, x.given_own_clients_only = CASE WHEN r.given_own_clients_only >= 0 THEN r.given_own_clients_only = 1 END, x.given_service_area = CASE WHEN r.given_service_area <> [''] THEN r.given_service_area END, x.given_status = r.given_status, x.digest = r.digest
MERGE (i)-[:PROVIDES]->(x)
MERGE (p)-[:HOLDS]->(x)
RETURN count(x) AS written;

// name: merge_families
// access: write
// params: id, rows
// returns: written
// Write families; who is involved follows in merge_involvements.
UNWIND $rows AS r
MATCH (p:Partnership {id: $id})
MERGE (f:Family {key: r.key})
SET f.id = r.id, f.teryt = r.teryt, f.needs = CASE WHEN r.needs <> [''] THEN r.needs END, f.unit = r.unit, f.given_unit = r.given_unit, f.age_bands = CASE WHEN r.age_bands <> [''] THEN r.age_bands END, f.required_pairs = CASE WHEN r.required_pairs <> [''] THEN r.required_pairs END, f.requested_on = date(r.requested_on), f.request_channel = r.request_channel
MERGE (p)-[:HOLDS]->(f)
RETURN count(f) AS written;

// name: merge_involvements
// access: write
// params: rows
// returns: written
// Note who is involved with a family, and in which place a package lists them.
UNWIND $rows AS r
MATCH (f:Family {key: r.family_key})
MATCH (i:Institution {id: r.institution_id})
MERGE (f)-[v:INVOLVES]->(i)
SET v.place = CASE WHEN r.place >= 0 THEN r.place END
RETURN count(v) AS written;

// name: merge_leads
// access: write
// params: rows
// returns: written
// Note who leads the case of a family.
UNWIND $rows AS r
MATCH (f:Family {key: r.family_key})
MATCH (i:Institution {id: r.institution_id})
MERGE (f)-[v:LED_BY]->(i)
RETURN count(v) AS written;

// name: merge_team_nodes
// access: write
// params: rows
// returns: written
// Write the task teams of families.
UNWIND $rows AS r
MATCH (f:Family {key: r.key})
MERGE (t:Team {key: r.key})
SET t.id = f.id
MERGE (t)-[:SERVES]->(f)
RETURN count(t) AS written;

// name: merge_teams
// access: write
// params: rows
// returns: written
// Write seats of task teams.
UNWIND $rows AS r
MATCH (t:Team {key: r.family_key})
MATCH (i:Institution {id: r.institution_id})
MERGE (i)-[v:SITS_IN {key: r.key}]->(t)
SET v.worker_id = r.worker_id, v.role = r.role
RETURN count(v) AS written;

// name: merge_reports
// access: write
// params: id, rows
// returns: written
// Write reports of cooperation.
UNWIND $rows AS r
MATCH (a:Institution {id: r.reporter_id})
MATCH (b:Institution {id: r.partner_id})
MERGE (a)-[t:REPORTS {key: r.key}]->(b)
SET t.partnership = $id, t.place = r.place, t.strength = CASE WHEN r.strength >= 0 THEN r.strength END, t.frequency = r.frequency, t.formalisation = r.formalisation, t.document_valid_to = date(r.document_valid_to), t.contact_worker_id = r.contact_worker_id, t.partner_worker_id = r.partner_worker_id, t.reported_on = date(r.reported_on), t.wave = r.wave, t.contact_role = r.contact_role
RETURN count(t) AS written;

// name: merge_demand
// access: write
// params: id, rows
// returns: written
// Write rows of demand.
UNWIND $rows AS r
MATCH (p:Partnership {id: $id})
MERGE (d:Demand {key: r.key})
SET d.teryt = r.teryt, d.need = r.need, d.families = r.families, d.year = CASE WHEN r.year >= 0 THEN r.year END, d.source = r.source
MERGE (p)-[:HOLDS]->(d)
RETURN count(d) AS written;

// name: merge_waves
// access: write
// params: id, rows
// returns: written
// Write survey waves.
UNWIND $rows AS r
MATCH (p:Partnership {id: $id})
MERGE (v:Wave {key: r.key})
SET v.id = r.id, v.opened_on = date(r.opened_on), v.closed_on = date(r.closed_on)
MERGE (p)-[:HAS_WAVE]->(v)
RETURN count(v) AS written;

// name: retire_reports
// access: write
// params: rows
// returns: retired
// Delete reports that are gone from the package.
UNWIND $rows AS r
MATCH (a:Institution {id: r.reporter_id})
MATCH (b:Institution {id: r.partner_id})
MATCH (a)-[t:REPORTS {key: r.key}]->(b)
DELETE t
RETURN count(*) AS retired;

// name: retire_teams
// access: write
// params: rows
// returns: retired
// Delete seats that are gone.
UNWIND $rows AS r
MATCH (t:Team {key: r.family_key})
MATCH (i:Institution {id: r.institution_id})
MATCH (i)-[v:SITS_IN {key: r.key}]->(t)
DELETE v
RETURN count(*) AS retired;

// name: retire_team_nodes
// access: write
// params: keys
// returns: retired
// Delete those of these task teams in which nobody sits any more.
MATCH (t:Team)
WHERE t.key IN $keys AND NOT EXISTS { MATCH (:Institution)-[:SITS_IN]->(t) }
DETACH DELETE t
RETURN count(*) AS retired;

// name: retire_involvements
// access: write
// params: rows
// returns: retired
// Delete involvements that are gone.
UNWIND $rows AS r
MATCH (f:Family {key: r.family_key})
MATCH (i:Institution {id: r.institution_id})
MATCH (f)-[v:INVOLVES]->(i)
DELETE v
RETURN count(*) AS retired;

// name: retire_leads
// access: write
// params: rows
// returns: retired
// Note that institutions lead cases no longer.
UNWIND $rows AS r
MATCH (f:Family {key: r.family_key})
MATCH (i:Institution {id: r.institution_id})
MATCH (f)-[v:LED_BY]->(i)
DELETE v
RETURN count(*) AS retired;

// name: retire_families
// access: write
// params: keys
// returns: retired
// Delete families that are gone.
MATCH (x:Family)
WHERE x.key IN $keys
DETACH DELETE x
RETURN count(*) AS retired;

// name: retire_demand
// access: write
// params: keys
// returns: retired
// Delete demand that are gone.
MATCH (x:Demand)
WHERE x.key IN $keys
DETACH DELETE x
RETURN count(*) AS retired;

// name: retire_waves
// access: write
// params: keys
// returns: retired
// Delete waves that are gone.
MATCH (x:Wave)
WHERE x.key IN $keys
DETACH DELETE x
RETURN count(*) AS retired;

// name: release_workers
// access: write
// params: id, keys
// returns: released
// Note that a partnership no longer holds these workers.
MATCH (p:Partnership {id: $id})-[h:HOLDS]->(x:Worker)
WHERE x.key IN $keys
DELETE h
RETURN count(*) AS released;

// name: retire_workers
// access: write
// params: keys
// returns: retired
// Delete those of these workers that no partnership holds any more.
MATCH (x:Worker)
WHERE x.key IN $keys AND NOT EXISTS { MATCH (:Partnership)-[:HOLDS]->(x) }
DETACH DELETE x
RETURN count(*) AS retired;

// name: release_services
// access: write
// params: id, keys
// returns: released
// Note that a partnership no longer holds these services.
MATCH (p:Partnership {id: $id})-[h:HOLDS]->(x:Service)
WHERE x.key IN $keys
DELETE h
RETURN count(*) AS released;

// name: retire_services
// access: write
// params: keys
// returns: retired
// Delete those of these services that no partnership holds any more.
MATCH (x:Service)
WHERE x.key IN $keys AND NOT EXISTS { MATCH (:Partnership)-[:HOLDS]->(x) }
DETACH DELETE x
RETURN count(*) AS retired;

// name: release_institutions
// access: write
// params: id, ids
// returns: released
// Take institutions off a partnership's map.
MATCH (i:Institution)-[m:ON_MAP_OF]->(p:Partnership {id: $id})
WHERE i.id IN $ids
DELETE m
RETURN count(*) AS released;

// name: retire_institutions
// access: write
// params: ids
// returns: retired
// Delete those of these institutions that no partnership has on its map any more.
MATCH (i:Institution)
WHERE i.id IN $ids AND NOT EXISTS { MATCH (i)-[:ON_MAP_OF]->(:Partnership) }
DETACH DELETE i
RETURN count(*) AS retired;

// name: retire_partnership
// access: write
// params: id
// returns: retired
// Delete a partnership whose records are gone.
MATCH (p:Partnership {id: $id})
DETACH DELETE p
RETURN count(*) AS retired;

// name: demand_no_cases
// access: write
// params: id
// returns: id
// Find the partnership; no row means that it has journals or numbers of closed cases.
MATCH (p:Partnership {id: $id})
WHERE NOT EXISTS { MATCH (p)-[:FOLLOWS]->(:CaseStep) } AND NOT EXISTS { MATCH (p)-[:TALLIES]->(:Tally) }
RETURN p.id AS id;
