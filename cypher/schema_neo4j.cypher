// name: unique_partnership
// access: schema
// params:
// returns:
// One node for each partnership id.
CREATE CONSTRAINT partnership_id IF NOT EXISTS FOR (p:Partnership) REQUIRE p.id IS UNIQUE;

// name: unique_institution
// access: schema
// params:
// returns:
// One node for each institution id, whatever partnerships hold it.
CREATE CONSTRAINT institution_id IF NOT EXISTS FOR (i:Institution) REQUIRE i.id IS UNIQUE;

// name: unique_worker
// access: schema
// params:
// returns:
// One node for each worker of an institution.
CREATE CONSTRAINT worker_key IF NOT EXISTS FOR (w:Worker) REQUIRE w.key IS UNIQUE;

// name: unique_service
// access: schema
// params:
// returns:
// One node for each service of an institution.
CREATE CONSTRAINT service_key IF NOT EXISTS FOR (s:Service) REQUIRE s.key IS UNIQUE;

// name: unique_family
// access: schema
// params:
// returns:
// One node for each pseudonym of a partnership.
CREATE CONSTRAINT family_key IF NOT EXISTS FOR (f:Family) REQUIRE f.key IS UNIQUE;

// name: unique_demand
// access: schema
// params:
// returns:
// One node for each row of demand of a partnership.
CREATE CONSTRAINT demand_key IF NOT EXISTS FOR (d:Demand) REQUIRE d.key IS UNIQUE;

// name: unique_wave
// access: schema
// params:
// returns:
// One node for each survey wave of a partnership.
CREATE CONSTRAINT wave_key IF NOT EXISTS FOR (v:Wave) REQUIRE v.key IS UNIQUE;

// name: unique_state
// access: schema
// params:
// returns:
// One node holds the version and the revision of the store.
CREATE CONSTRAINT store_state_id IF NOT EXISTS FOR (s:StoreState) REQUIRE s.id IS UNIQUE;

// name: unique_casestep
// access: schema
// params:
// returns:
// One node for each step of a case.
CREATE CONSTRAINT casestep_key IF NOT EXISTS FOR (s:CaseStep) REQUIRE s.key IS UNIQUE;

// name: unique_tally
// access: schema
// params:
// returns:
// One node for each number of a partnership.
CREATE CONSTRAINT tally_key IF NOT EXISTS FOR (t:Tally) REQUIRE t.key IS UNIQUE;

// name: index_casestep_family
// access: schema
// params:
// returns:
// Journals are found by pseudonym.
CREATE INDEX casestep_family IF NOT EXISTS FOR (s:CaseStep) ON (s.family_id);

// name: unique_accesshead
// access: schema
// params:
// returns:
// One node for each access file.
CREATE CONSTRAINT accesshead_id IF NOT EXISTS FOR (h:AccessHead) REQUIRE h.id IS UNIQUE;

// name: unique_storeprobe
// access: schema
// params:
// returns:
// One node that is written to where it is asked whether writing works.
CREATE CONSTRAINT storeprobe_id IF NOT EXISTS FOR (p:StoreProbe) REQUIRE p.id IS UNIQUE;

// name: unique_team
// access: schema
// params:
// returns:
// One node for each task team of a family.
CREATE CONSTRAINT team_key IF NOT EXISTS FOR (x:Team) REQUIRE x.key IS UNIQUE;

// name: unique_institutiontype
// access: schema
// params:
// returns:
// One node for each type of institutions.
CREATE CONSTRAINT institutiontype_code IF NOT EXISTS FOR (x:InstitutionType) REQUIRE x.code IS UNIQUE;

// name: unique_servicetype
// access: schema
// params:
// returns:
// One node for each type of services.
CREATE CONSTRAINT servicetype_code IF NOT EXISTS FOR (x:ServiceType) REQUIRE x.code IS UNIQUE;

// name: unique_need
// access: schema
// params:
// returns:
// One node for each need of families.
CREATE CONSTRAINT need_code IF NOT EXISTS FOR (x:Need) REQUIRE x.code IS UNIQUE;

// name: unique_territory
// access: schema
// params:
// returns:
// One node for each gmina, powiat and województwo.
CREATE CONSTRAINT territory_code IF NOT EXISTS FOR (x:Territory) REQUIRE x.code IS UNIQUE;

// name: index_casestep_family_key
// access: schema
// params:
// returns:
// The steps of a family's case are found by its key.
CREATE INDEX casestep_family_key IF NOT EXISTS FOR (s:CaseStep) ON (s.family_key);

// name: unique_donerequest
// access: schema
// params:
// returns:
// One node for each request that was done.
CREATE CONSTRAINT donerequest_key IF NOT EXISTS FOR (o:DoneRequest) REQUIRE o.key IS UNIQUE;
