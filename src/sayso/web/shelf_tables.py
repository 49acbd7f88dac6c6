"""The tables of the shelf. What a list reads is in narrow rows; what only one page shows of one thing lies apart.

`part` and `bond` are there so that an actor named in every report costs its page no more than one named once: the
newest claims are the end of an index, and ties are added up when the case is put together.
"""

from __future__ import annotations

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE answer (name TEXT PRIMARY KEY, edition INTEGER, value TEXT);
CREATE TABLE doc (n INTEGER PRIMARY KEY, id TEXT UNIQUE, key TEXT, run INTEGER, record TEXT, uri TEXT, outlet TEXT,
  title TEXT, day TEXT, genre TEXT, language TEXT, claims INTEGER, accusations INTEGER, failed INTEGER);
CREATE TABLE packed (doc INTEGER PRIMARY KEY, body BLOB);
CREATE INDEX doc_key ON doc (key);
CREATE INDEX doc_run ON doc (run);
CREATE TABLE claim (n INTEGER PRIMARY KEY, doc INTEGER, id TEXT, kind TEXT, type TEXT, mode TEXT, category TEXT,
  certainty TEXT, polarity TEXT, score REAL, grave REAL, urgency REAL, accuses INTEGER, evidence TEXT, day TEXT,
  holders INTEGER, start INTEGER, "end" INTEGER);
CREATE TABLE said (n INTEGER PRIMARY KEY, holder TEXT, sentence TEXT, quote TEXT);
CREATE INDEX claim_doc ON claim (doc, id);
CREATE TABLE part (part TEXT, role TEXT, day TEXT, n INTEGER, PRIMARY KEY (part, role, day, n)) WITHOUT ROWID;
CREATE TABLE read_in (run INTEGER, type TEXT, claims INTEGER, PRIMARY KEY (run, type)) WITHOUT ROWID;
CREATE TABLE appearance (doc INTEGER, body TEXT);
CREATE INDEX appearance_doc ON appearance (doc);
CREATE TABLE actor (key TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, reports INTEGER, texts INTEGER,
  mentions INTEGER, score REAL, names TEXT);
CREATE TABLE actor_page (key TEXT PRIMARY KEY, body TEXT);
CREATE TABLE here (part TEXT PRIMARY KEY, name TEXT, kind TEXT);
CREATE TABLE joined (part TEXT PRIMARY KEY, actor TEXT);
CREATE TABLE joint (one TEXT, other TEXT, verdict TEXT, score REAL, by TEXT, why TEXT);
CREATE TABLE tie (subject TEXT, type TEXT, object TEXT, polarity TEXT, doc INTEGER, claim INTEGER, day TEXT,
  origin TEXT);
CREATE INDEX tie_doc ON tie (doc, claim);
CREATE TABLE bond (subject TEXT, object TEXT, type TEXT, polarity TEXT, claims INTEGER, origins INTEGER,
  traced INTEGER, first TEXT, last TEXT, one TEXT, other TEXT);
CREATE TABLE incident (n INTEGER PRIMARY KEY, id TEXT, type TEXT, mode TEXT, start TEXT, "end" TEXT, place TEXT,
  country TEXT, reports INTEGER, differ INTEGER, ref TEXT);
CREATE TABLE incident_page (id TEXT PRIMARY KEY, body TEXT);
CREATE TABLE incident_claim (incident TEXT, doc INTEGER, claim TEXT, denies INTEGER);
CREATE VIRTUAL TABLE doc_words USING fts5(title, text, content='',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE claim_words USING fts5(sentence, quote, content='said', content_rowid='n',
  tokenize="unicode61 remove_diacritics 2");
"""
INDEXES = """
CREATE INDEX IF NOT EXISTS doc_newest ON doc (day DESC, n);
CREATE INDEX IF NOT EXISTS doc_oldest ON doc (day IS NULL, day, n);
CREATE INDEX IF NOT EXISTS doc_outlet ON doc (outlet, day DESC, n);
CREATE INDEX IF NOT EXISTS doc_genre ON doc (genre, day DESC, n);
CREATE INDEX IF NOT EXISTS doc_accusations ON doc (accusations DESC, n);
CREATE INDEX IF NOT EXISTS claim_urgency ON claim (urgency DESC, n);
CREATE INDEX IF NOT EXISTS claim_urgent ON claim (urgency DESC, n) WHERE accuses;
CREATE INDEX IF NOT EXISTS claim_type ON claim (type, category);
CREATE INDEX IF NOT EXISTS claim_certainty ON claim (certainty);
CREATE INDEX IF NOT EXISTS claim_evidence ON claim (evidence, accuses);
CREATE INDEX IF NOT EXISTS actor_reports ON actor (reports DESC, mentions DESC, key);
CREATE INDEX IF NOT EXISTS actor_kind ON actor (kind, reports DESC, mentions DESC, key);
CREATE INDEX IF NOT EXISTS joined_actor ON joined (actor);
CREATE INDEX IF NOT EXISTS joint_one ON joint (one);
CREATE INDEX IF NOT EXISTS joint_other ON joint (other);
CREATE INDEX IF NOT EXISTS tie_subject ON tie (subject, object);
CREATE INDEX IF NOT EXISTS bond_subject ON bond (subject);
CREATE INDEX IF NOT EXISTS bond_object ON bond (object);
CREATE INDEX IF NOT EXISTS bond_origins ON bond (origins DESC, claims DESC, one);
CREATE INDEX IF NOT EXISTS incident_id ON incident (id);
CREATE INDEX IF NOT EXISTS incident_told ON incident (reports DESC, differ DESC, n);
CREATE INDEX IF NOT EXISTS incident_type ON incident (type, reports DESC, differ DESC, n);
CREATE INDEX IF NOT EXISTS incident_day ON incident (start IS NULL, start, n);
CREATE INDEX IF NOT EXISTS incident_newest ON incident (start DESC, n);
CREATE INDEX IF NOT EXISTS incident_near ON incident (type, start, reports DESC);
CREATE INDEX IF NOT EXISTS incident_place ON incident (type, place, reports DESC);
CREATE INDEX IF NOT EXISTS incident_claim_incident ON incident_claim (incident, denies);
CREATE INDEX IF NOT EXISTS incident_claim_doc ON incident_claim (doc, claim);
ANALYZE;
"""
"""Made when all reports are on the shelf: in one go, not row by row."""
INSERTS = {
    "claim": "INSERT INTO claim (n, doc, id, kind, type, mode, category, certainty, polarity, score, grave, urgency,"
    ' accuses, evidence, day, holders, start, "end")'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "said": "INSERT INTO said VALUES (?, ?, ?, ?)",
    "claim_words": "INSERT INTO claim_words (rowid, sentence, quote) VALUES (?, ?, ?)",
    "part": "INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?)",
    "appearance": "INSERT INTO appearance VALUES (?, ?)",
    "here": "INSERT OR REPLACE INTO here VALUES (?, ?, ?)",
    "tie": "INSERT INTO tie VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
}
