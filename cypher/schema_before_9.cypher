// name: table_permission
// access: schema
// params:
// returns:
// Nodes: what may be passed on about a family, to whom, and on what base.
CREATE NODE TABLE IF NOT EXISTS Permission(key STRING PRIMARY KEY, id STRING, institution_id STRING, data_class STRING, base STRING, given_on STRING, expires_on STRING, withdrawn_on STRING, by_guardian BOOLEAN);

// name: table_referral
// access: schema
// params:
// returns:
// Nodes: referrals with their history.
CREATE NODE TABLE IF NOT EXISTS Referral(key STRING PRIMARY KEY, id STRING, partnership_id STRING, institution_id STRING, service_id STRING, needs STRING, version INT64, claim STRING, history STRING);

// name: table_permits
// access: schema
// params:
// returns:
// Relationships: permissions of a family.
CREATE REL TABLE IF NOT EXISTS PERMITS(FROM Family TO Permission);

// name: table_refers
// access: schema
// params:
// returns:
// Relationships: referrals of a family.
CREATE REL TABLE IF NOT EXISTS REFERS(FROM Family TO Referral);

// name: digest_of_partnership
// access: schema
// params:
// returns:
// Column: the digest of what was written; older stores lack it.
ALTER TABLE Partnership ADD IF NOT EXISTS digest STRING;

// name: digest_of_institution
// access: schema
// params:
// returns:
// Column: the digest of what was written; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS digest STRING;

// name: digest_of_worker
// access: schema
// params:
// returns:
// Column: the digest of what was written; older stores lack it.
ALTER TABLE Worker ADD IF NOT EXISTS digest STRING;

// name: digest_of_service
// access: schema
// params:
// returns:
// Column: the digest of what was written; older stores lack it.
ALTER TABLE Service ADD IF NOT EXISTS digest STRING;

// name: table_invitation
// access: schema
// params:
// returns:
// Nodes: invitations with their history.
CREATE NODE TABLE IF NOT EXISTS Invitation(key STRING PRIMARY KEY, institution_id STRING, responsible_role STRING, due_on STRING, moves STRING, version INT64, claim STRING);

// name: table_meeting
// access: schema
// params:
// returns:
// Nodes: meetings of a partnership.
CREATE NODE TABLE IF NOT EXISTS Meeting(key STRING PRIMARY KEY, held_on STRING, kind STRING, institution_ids STRING);

// name: table_plans
// access: schema
// params:
// returns:
// Relationships: the plan of invitations of a partnership.
CREATE REL TABLE IF NOT EXISTS PLANS(FROM Partnership TO Invitation);

// name: table_met
// access: schema
// params:
// returns:
// Relationships: meetings of a partnership.
CREATE REL TABLE IF NOT EXISTS MET(FROM Partnership TO Meeting);

// name: table_barrier
// access: schema
// params:
// returns:
// Nodes: barriers of a partnership.
CREATE NODE TABLE IF NOT EXISTS Barrier(key STRING PRIMARY KEY, id STRING, code STRING, target STRING, one STRING, other STRING, noted_on STRING, ended_on STRING, version INT64, claim STRING);

// name: table_recommendation
// access: schema
// params:
// returns:
// Nodes: recommendations of a partnership.
CREATE NODE TABLE IF NOT EXISTS Recommendation(key STRING PRIMARY KEY, id STRING, addressee_kind STRING, addressee STRING, advice STRING, ground_kind STRING, ground STRING, ground_code STRING, institutions STRING, measure STRING, subjects STRING, expected_direction STRING, baseline STRING, due_on STRING, moves STRING, version INT64, claim STRING);

// name: table_informationflow
// access: schema
// params:
// returns:
// Nodes: information flows of a partnership.
CREATE NODE TABLE IF NOT EXISTS InformationFlow(key STRING PRIMARY KEY, id STRING, source_id STRING, target_id STRING, information STRING, medium STRING, rhythm STRING, base STRING, version INT64, claim STRING);

// name: table_notes
// access: schema
// params:
// returns:
// Relationships: the barriers of a partnership.
CREATE REL TABLE IF NOT EXISTS NOTES(FROM Partnership TO Barrier);

// name: table_advised
// access: schema
// params:
// returns:
// Relationships: the recommendations of a partnership.
CREATE REL TABLE IF NOT EXISTS ADVISED(FROM Partnership TO Recommendation);

// name: table_informs
// access: schema
// params:
// returns:
// Relationships: the information flows of a partnership.
CREATE REL TABLE IF NOT EXISTS INFORMS(FROM Partnership TO InformationFlow);

// name: table_casestep
// access: schema
// params:
// returns:
// Nodes: the steps of the cases of families.
CREATE NODE TABLE IF NOT EXISTS CaseStep(key STRING PRIMARY KEY, family_key STRING, partnership_id STRING, family_id STRING, number INT64, kind STRING, on_day STRING, at STRING, role STRING, data STRING, claim STRING);

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

// name: records_of_partnership
// access: schema
// params:
// returns:
// Column: the checksums of what people recorded; older stores lack it.
ALTER TABLE Partnership ADD IF NOT EXISTS records STRING;

// name: claim_of_partnership
// access: schema
// params:
// returns:
// Column: who writes records now; older stores lack it.
ALTER TABLE Partnership ADD IF NOT EXISTS claim STRING;

// name: regon_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS regon STRING;

// name: rspo_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS rspo STRING;

// name: rpwdl_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS rpwdl STRING;

// name: krs_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS krs STRING;

// name: description_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS description STRING;

// name: street_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS street STRING;

// name: postal_code_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS postal_code STRING;

// name: city_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS city STRING;

// name: lat_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS lat DOUBLE;

// name: lon_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS lon DOUBLE;

// name: residential_of_institution
// access: schema
// params:
// returns:
// Column: added to institutions; older stores lack it.
ALTER TABLE Institution ADD IF NOT EXISTS residential BOOLEAN;

// name: phone_of_service
// access: schema
// params:
// returns:
// Column: added to services; older stores lack it.
ALTER TABLE Service ADD IF NOT EXISTS phone STRING;

// name: email_of_service
// access: schema
// params:
// returns:
// Column: added to services; older stores lack it.
ALTER TABLE Service ADD IF NOT EXISTS email STRING;

// name: address_of_service
// access: schema
// params:
// returns:
// Column: added to services; older stores lack it.
ALTER TABLE Service ADD IF NOT EXISTS address STRING;

// name: opening_hours_of_service
// access: schema
// params:
// returns:
// Column: added to services; older stores lack it.
ALTER TABLE Service ADD IF NOT EXISTS opening_hours STRING;

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

// name: ground_severity_of_recommendation
// access: schema
// params:
// returns:
// Column: how severe the gap was when the advice was given; older stores lack it.
ALTER TABLE Recommendation ADD IF NOT EXISTS ground_severity STRING;

// name: ground_blocked_by_of_recommendation
// access: schema
// params:
// returns:
// Column: what kept the need unanswered when the advice was given; older stores lack it.
ALTER TABLE Recommendation ADD IF NOT EXISTS ground_blocked_by STRING;

// name: ground_evidence_of_recommendation
// access: schema
// params:
// returns:
// Column: a checksum of the gap's evidence when the advice was given; older stores lack it.
ALTER TABLE Recommendation ADD IF NOT EXISTS ground_evidence STRING;

// name: rules_of_recommendation
// access: schema
// params:
// returns:
// Column: by which rules its gaps were counted; older stores lack it.
ALTER TABLE Recommendation ADD IF NOT EXISTS rules STRING;

// name: id_prefix_of_partnership
// access: schema
// params:
// returns:
// Column: added to partnerships; older stores lack it.
ALTER TABLE Partnership ADD IF NOT EXISTS id_prefix STRING;
