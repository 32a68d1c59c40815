// name: label_areas
// access: write
// params: ids
// returns: labelled
// Give institutions a second label for their area of cooperation.
UNWIND $ids AS id
MATCH (i:Institution {id: id})
REMOVE i:PomocSpoleczna:Edukacja:Zdrowie:Bezpieczenstwo:KulturaSport
FOREACH (_ IN CASE WHEN i.area = 'pomoc_spoleczna' THEN [1] ELSE [] END | SET i:PomocSpoleczna)
FOREACH (_ IN CASE WHEN i.area = 'edukacja' THEN [1] ELSE [] END | SET i:Edukacja)
FOREACH (_ IN CASE WHEN i.area = 'zdrowie' THEN [1] ELSE [] END | SET i:Zdrowie)
FOREACH (_ IN CASE WHEN i.area = 'bezpieczenstwo' THEN [1] ELSE [] END | SET i:Bezpieczenstwo)
FOREACH (_ IN CASE WHEN i.area = 'kultura_sport' THEN [1] ELSE [] END | SET i:KulturaSport)
RETURN count(i) AS labelled;

// name: wipe_maps
// access: write
// params: 
// returns: wiped
// Delete relationships as versions before 9 wrote them.
MATCH (:Partnership)-[v:MAPS]->(:Institution)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_offers
// access: write
// params: 
// returns: wiped
// Delete relationships as versions before 9 wrote them.
MATCH (:Institution)-[v:OFFERS]->(:Service)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_teams
// access: write
// params: 
// returns: wiped
// Delete relationships as versions before 9 wrote them.
MATCH (:Family)-[v:TEAMS]->(:Institution)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_involvements
// access: write
// params: 
// returns: wiped
// Delete relationships as versions before 9 wrote them.
MATCH (:Family)-[v:INVOLVES]->(:Institution)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_waves
// access: write
// params: 
// returns: wiped
// Delete relationships as versions before 9 wrote them.
MATCH (:Partnership)-[v:HOLDS]->(:Wave)
DELETE v
RETURN count(*) AS wiped;

// name: wipe_partnership_of_reports
// access: write
// params: 
// returns: wiped
// Delete a property as versions before 9 wrote it.
MATCH (:Institution)-[v:REPORTS]->(:Institution)
REMOVE v.partnership_id
RETURN count(v) AS wiped;

// name: convert_steps
// access: write
// params: rows
// returns: written
// Write days and facts of the steps of cases as version 9 does.
UNWIND $rows AS r
MATCH (s:CaseStep {key: r.key})
SET s.on_day = date(r.on_day), s.id = r.key, s.facts = CASE WHEN r.facts <> [''] THEN r.facts END
RETURN count(s) AS written;

// name: find_other_labels
// access: read
// params:
// returns: id
// Institutions whose second label is not their area of cooperation.
MATCH (i:Institution)
WITH i, [l IN labels(i) WHERE l <> 'Institution'] AS found, CASE i.area
  WHEN 'pomoc_spoleczna' THEN ['PomocSpoleczna'] WHEN 'edukacja' THEN ['Edukacja']
  WHEN 'zdrowie' THEN ['Zdrowie'] WHEN 'bezpieczenstwo' THEN ['Bezpieczenstwo']
  WHEN 'kultura_sport' THEN ['KulturaSport'] ELSE [] END AS due
WHERE found <> due
RETURN i.id AS id
ORDER BY id;
