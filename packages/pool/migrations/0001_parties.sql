-- Ids are prefixed text (prd_…); byte order is their order, whatever the database's locale.
CREATE DOMAIN id AS text COLLATE "C";

CREATE TABLE supplier (
  id id PRIMARY KEY,
  name text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'frozen')),
  created_at timestamptz NOT NULL
);

-- Rates are published per level; an agent's rate at the time of sale is frozen into the order.
CREATE TABLE agent_level (
  level smallint PRIMARY KEY,
  commission_bps integer NOT NULL CHECK (commission_bps BETWEEN 0 AND 10000)
);

CREATE TABLE agent (
  id id PRIMARY KEY,
  ref text NOT NULL UNIQUE,
  name text NOT NULL,
  level smallint NOT NULL REFERENCES agent_level,
  parent_id id REFERENCES agent,
  -- Keyed hashes of the agent's own addresses: a sale to oneself earns nothing.
  contact_fingerprints bytea[] NOT NULL DEFAULT '{}',
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'frozen')),
  created_at timestamptz NOT NULL
);

CREATE TABLE site (
  id id PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('site', 'shop')),
  environment text NOT NULL CHECK (environment IN ('test', 'live')),
  agent_id id REFERENCES agent,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'frozen')),
  created_at timestamptz NOT NULL
);

-- An exact origin, or for test sites one with a free port (http://localhost:*).
CREATE TABLE site_origin (
  site_id id NOT NULL REFERENCES site,
  origin text NOT NULL,
  PRIMARY KEY (site_id, origin)
);

-- Only the SHA-256 of a key is kept; keys are 128 random bits and more, so a plain hash is enough.
CREATE TABLE api_key (
  id id PRIMARY KEY,
  site_id id NOT NULL REFERENCES site,
  kind text NOT NULL CHECK (kind IN ('publishable', 'secret')),
  key_hash bytea NOT NULL UNIQUE,
  hint text NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
