// name: table_partnership
// access: schema
// params:
// returns:
// Nodes: partnerships.
CREATE NODE TABLE IF NOT EXISTS Partnership(id STRING PRIMARY KEY, name STRING, teryt STRING, variant STRING, population INT64, formed_on DATE, fictional BOOLEAN, id_prefix STRING, revision INT64, digest STRING, records STRING, claim STRING, ties_as_of DATE, ties_change_on DATE);

// name: table_institution
// access: schema
// params:
// returns:
// Nodes: institutions.
CREATE NODE TABLE IF NOT EXISTS Institution(id STRING PRIMARY KEY, name STRING, type_code STRING, level STRING, sector STRING, area STRING, teryt STRING, phone STRING, email STRING, address STRING, website STRING, opening_hours STRING, updated_on DATE, regon STRING, rspo STRING, rpwdl STRING, krs STRING, description STRING, street STRING, postal_code STRING, city STRING, lat DOUBLE, lon DOUBLE, residential BOOLEAN, given_level STRING, given_sector STRING, given_area STRING, given_teryt STRING, digest STRING);

// name: table_worker
// access: schema
// params:
// returns:
// Nodes: workers.
CREATE NODE TABLE IF NOT EXISTS Worker(key STRING PRIMARY KEY, id STRING, role STRING, caseload INT64, caseload_max INT64, digest STRING);

// name: table_service
// access: schema
// params:
// returns:
// Nodes: services.
CREATE NODE TABLE IF NOT EXISTS Service(key STRING PRIMARY KEY, id STRING, service_code STRING, name STRING, capacity INT64, available INT64, wait_days INT64, age_min INT64, age_max INT64, access STRING, own_clients_only BOOLEAN, service_area STRING[], community_based BOOLEAN, how_to_apply STRING, documents STRING, price STRING, status STRING, updated_on DATE, phone STRING, email STRING, address STRING, opening_hours STRING, given_age_min INT64, given_age_max INT64, given_access STRING, given_own_clients_only BOOLEAN, given_service_area STRING[], given_status STRING, digest STRING);

// name: table_family
// access: schema
// params:
// returns:
// Nodes: families.
CREATE NODE TABLE IF NOT EXISTS Family(key STRING PRIMARY KEY, id STRING, teryt STRING, needs STRING[], unit STRING, given_unit STRING, age_bands STRING[], required_pairs STRING[], requested_on DATE, request_channel STRING);

// name: table_team
// access: schema
// params:
// returns:
// Nodes: task teams of families.
CREATE NODE TABLE IF NOT EXISTS Team(key STRING PRIMARY KEY, id STRING);

// name: table_demand
// access: schema
// params:
// returns:
// Nodes: demand.
CREATE NODE TABLE IF NOT EXISTS Demand(key STRING PRIMARY KEY, teryt STRING, need STRING, families INT64, year INT64, source STRING);

// name: table_wave
// access: schema
// params:
// returns:
// Nodes: survey waves.
CREATE NODE TABLE IF NOT EXISTS Wave(key STRING PRIMARY KEY, id STRING, opened_on DATE, closed_on DATE);

// name: table_institutiontype
// access: schema
// params:
// returns:
// Nodes: types of institutions.
CREATE NODE TABLE IF NOT EXISTS InstitutionType(code STRING PRIMARY KEY, name STRING, name_en STRING, sector STRING, level STRING, area STRING, recruit_as STRING, may_hand_over BOOLEAN);

// name: table_servicetype
// access: schema
// params:
// returns:
// Nodes: types of services.
CREATE NODE TABLE IF NOT EXISTS ServiceType(code STRING PRIMARY KEY, name STRING, name_en STRING, access STRING, own_clients_only BOOLEAN, age_min INT64, age_max INT64);

// name: table_need
// access: schema
// params:
// returns:
// Nodes: needs of families.
CREATE NODE TABLE IF NOT EXISTS Need(code STRING PRIMARY KEY, name STRING, name_en STRING, age_min INT64, age_max INT64);

// name: table_territory
// access: schema
// params:
// returns:
// Nodes: gminas, powiats and województwa.
CREATE NODE TABLE IF NOT EXISTS Territory(code STRING PRIMARY KEY, name STRING, level STRING, given_name STRING);

// name: column_given_name
// access: schema
// params:
// returns:
// The name that was given to a territory, where an earlier schema had none.
ALTER TABLE Territory ADD IF NOT EXISTS given_name STRING;

// name: table_storestate
// access: schema
// params:
// returns:
// Nodes: the state of the store.
CREATE NODE TABLE IF NOT EXISTS StoreState(id STRING PRIMARY KEY, version INT64, revision INT64, offers_revision INT64, claim STRING, vocabulary STRING);

// name: table_member_of
// access: schema
// params:
// returns:
// Relationships: members of a partnership.
CREATE REL TABLE IF NOT EXISTS MEMBER_OF(FROM Institution TO Partnership, membership STRING, declared_on DATE, left_on DATE);

// name: table_on_map_of
// access: schema
// params:
// returns:
// Relationships: what is on a partnership's map, as its package has it.
CREATE REL TABLE IF NOT EXISTS ON_MAP_OF(FROM Institution TO Partnership, membership STRING, declared_on DATE, left_on DATE);

// name: table_holds
// access: schema
// params:
// returns:
// Relationships: what a partnership's package holds.
CREATE REL TABLE IF NOT EXISTS HOLDS(FROM Partnership TO Worker, FROM Partnership TO Service, FROM Partnership TO Family, FROM Partnership TO Demand);

// name: table_has_wave
// access: schema
// params:
// returns:
// Relationships: the survey waves of a partnership.
CREATE REL TABLE IF NOT EXISTS HAS_WAVE(FROM Partnership TO Wave);

// name: table_covers
// access: schema
// params:
// returns:
// Relationships: where a partnership is.
CREATE REL TABLE IF NOT EXISTS COVERS(FROM Partnership TO Territory);

// name: table_part_of
// access: schema
// params:
// returns:
// Relationships: which territory lies in which.
CREATE REL TABLE IF NOT EXISTS PART_OF(FROM Territory TO Territory);

// name: table_employs
// access: schema
// params:
// returns:
// Relationships: employment.
CREATE REL TABLE IF NOT EXISTS EMPLOYS(FROM Institution TO Worker);

// name: table_contacts
// access: schema
// params:
// returns:
// Relationships: workers known to meet.
CREATE REL TABLE IF NOT EXISTS CONTACTS(FROM Worker TO Worker, partnership STRING);

// name: table_provides
// access: schema
// params:
// returns:
// Relationships: services of an institution.
CREATE REL TABLE IF NOT EXISTS PROVIDES(FROM Institution TO Service);

// name: table_of_type
// access: schema
// params:
// returns:
// Relationships: what kind of institution or service it is.
CREATE REL TABLE IF NOT EXISTS OF_TYPE(FROM Institution TO InstitutionType, FROM Service TO ServiceType);

// name: table_lies_in
// access: schema
// params:
// returns:
// Relationships: where an institution is.
CREATE REL TABLE IF NOT EXISTS LIES_IN(FROM Institution TO Territory);

// name: table_available_in
// access: schema
// params:
// returns:
// Relationships: whom a service is for.
CREATE REL TABLE IF NOT EXISTS AVAILABLE_IN(FROM Service TO Territory);

// name: table_answers
// access: schema
// params:
// returns:
// Relationships: services that meet a need.
CREATE REL TABLE IF NOT EXISTS ANSWERS(FROM ServiceType TO Need);

// name: table_supports
// access: schema
// params:
// returns:
// Relationships: services that help beside those that meet a need.
CREATE REL TABLE IF NOT EXISTS SUPPORTS(FROM ServiceType TO Need);

// name: table_has_demand
// access: schema
// params:
// returns:
// Relationships: how many families of a territory have a need.
CREATE REL TABLE IF NOT EXISTS HAS_DEMAND(FROM Territory TO Need, key STRING, partnership STRING, families INT64, year INT64, source STRING);

// name: table_has_need
// access: schema
// params:
// returns:
// Relationships: needs of a family.
CREATE REL TABLE IF NOT EXISTS HAS_NEED(FROM Family TO Need);

// name: table_lives_in
// access: schema
// params:
// returns:
// Relationships: where a family lives.
CREATE REL TABLE IF NOT EXISTS LIVES_IN(FROM Family TO Territory);

// name: table_involves
// access: schema
// params:
// returns:
// Relationships: institutions involved with a family, its lead too.
CREATE REL TABLE IF NOT EXISTS INVOLVES(FROM Family TO Institution, place INT64);

// name: table_led_by
// access: schema
// params:
// returns:
// Relationships: who leads the case of a family.
CREATE REL TABLE IF NOT EXISTS LED_BY(FROM Family TO Institution);

// name: table_serves
// access: schema
// params:
// returns:
// Relationships: whose task team it is.
CREATE REL TABLE IF NOT EXISTS SERVES(FROM Team TO Family);

// name: table_sits_in
// access: schema
// params:
// returns:
// Relationships: seats of a task team.
CREATE REL TABLE IF NOT EXISTS SITS_IN(FROM Institution TO Team, key STRING, worker_id STRING, role STRING);

// name: table_reports
// access: schema
// params:
// returns:
// Relationships: reports of cooperation.
CREATE REL TABLE IF NOT EXISTS REPORTS(FROM Institution TO Institution, key STRING, partnership STRING, strength INT64, frequency STRING, formalisation STRING, document_valid_to DATE, contact_worker_id STRING, partner_worker_id STRING, reported_on DATE, wave STRING, place INT64);

// name: column_contact_role
// access: schema
// params:
// returns:
// The role of a contact, where an earlier schema had none.
ALTER TABLE REPORTS ADD IF NOT EXISTS contact_role STRING;

// name: table_cooperates_with
// access: schema
// params:
// returns:
// Relationships: the tie that reports of cooperation make.
CREATE REL TABLE IF NOT EXISTS COOPERATES_WITH(FROM Institution TO Institution, partnership STRING, strength DOUBLE, cost DOUBLE, frequency STRING, formalisation STRING, document_valid_to DATE, reported_on DATE, live BOOLEAN, confirmed BOOLEAN);

// name: table_casestep
// access: schema
// params:
// returns:
// Nodes: the steps of the cases of families.
CREATE NODE TABLE IF NOT EXISTS CaseStep(key STRING PRIMARY KEY, family_key STRING, partnership_id STRING, family_id STRING, id STRING, number INT64, kind STRING, on_day DATE, at STRING, role STRING, data STRING, facts STRING[], claim STRING);

// name: table_tally
// access: schema
// params:
// returns:
// Nodes: numbers that closed cases left behind.
CREATE NODE TABLE IF NOT EXISTS Tally(key STRING PRIMARY KEY, partnership_id STRING, year INT64, measure STRING, item STRING, value INT64);

// name: table_follows
// access: schema
// params:
// returns:
// Relationships: the journals that a partnership keeps of its cases.
CREATE REL TABLE IF NOT EXISTS FOLLOWS(FROM Partnership TO CaseStep);

// name: table_tallies
// access: schema
// params:
// returns:
// Relationships: the numbers of a partnership.
CREATE REL TABLE IF NOT EXISTS TALLIES(FROM Partnership TO Tally);

// name: table_accesshead
// access: schema
// params:
// returns:
// Nodes: how far the audit trail of each access file was known to reach.
CREATE NODE TABLE IF NOT EXISTS AccessHead(id STRING PRIMARY KEY, lines INT64, digest STRING, seals INT64, seal STRING);

// name: table_storeprobe
// access: schema
// params:
// returns:
// Nodes: the place that is written to where it is asked whether writing works.
CREATE NODE TABLE IF NOT EXISTS StoreProbe(id STRING PRIMARY KEY, at STRING);

// name: table_has_step
// access: schema
// params:
// returns:
// Relationships: the steps of the case of a family that is on file.
CREATE REL TABLE IF NOT EXISTS HAS_STEP(FROM Family TO CaseStep);

// name: table_donerequest
// access: schema
// params:
// returns:
// Nodes: requests that were done, by the key that their sender chose.
CREATE NODE TABLE IF NOT EXISTS DoneRequest(key STRING PRIMARY KEY, body STRING, answer STRING, at STRING, claim STRING);
