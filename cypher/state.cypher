// name: find
// access: read
// params:
// returns: version:int, revision:int, offers_revision:int
// Version of the schema and revisions of the store.
MATCH (s:StoreState {id: 'store'})
RETURN s.version AS version, s.revision AS revision, s.offers_revision AS offers_revision
ORDER BY version;

// name: create
// access: write
// params: version
// returns: revision
// Make the state of an empty store.
MERGE (s:StoreState {id: 'store'})
ON CREATE SET s.version = $version, s.revision = 0, s.offers_revision = 0
RETURN s.revision AS revision;

// name: put
// access: write
// params: version, revision, offers_revision
// returns: revision
// Put a store at the state of the one that it takes the place of.
MERGE (s:StoreState {id: 'store'})
SET s.version = $version, s.revision = $revision, s.offers_revision = $offers_revision
RETURN s.revision AS revision;

// name: migrate
// access: write
// params: claim, expected, version
// returns: version
// Raise the version of the schema; no row means that somebody else did so already.
MATCH (s:StoreState {id: 'store'})
SET s.claim = $claim
WITH s
WHERE s.version = $expected
SET s.version = $version
RETURN s.version AS version;

// name: claim
// access: write
// params: claim, expected
// returns: revision
// Take the store's revision for writing. The first SET takes the lock, so the revision read after it
// is the latest; no row means that someone else wrote since it was read.
MATCH (s:StoreState {id: 'store'})
SET s.claim = $claim
WITH s
WHERE s.revision = $expected
SET s.revision = $expected + 1
RETURN s.revision AS revision;

// name: offers_changed
// access: write
// params: revision
// returns: revision
// Note that services or their institutions changed.
MATCH (s:StoreState {id: 'store'})
SET s.offers_revision = $revision
RETURN s.offers_revision AS revision;

// name: find_vocabulary
// access: read
// params:
// returns: vocabulary
// The checksum of the vocabulary that the store's nodes were made of.
MATCH (s:StoreState {id: 'store'})
RETURN s.vocabulary AS vocabulary
ORDER BY vocabulary;

// name: put_vocabulary
// access: write
// params: vocabulary
// returns: vocabulary
// Note the checksum of the vocabulary that the store's nodes are made of.
MATCH (s:StoreState {id: 'store'})
SET s.vocabulary = $vocabulary
RETURN s.vocabulary AS vocabulary;
