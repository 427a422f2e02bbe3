-- People who sign in at the desks. The tables person… are written by the sign-in library; its column names are mapped in account/auth-tables.ts.
CREATE TABLE person (
  id id PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL,
  image text,
  has_second_factor boolean DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE person_session (
  id id PRIMARY KEY,
  person_id id NOT NULL REFERENCES person ON DELETE CASCADE,
  -- Worth nothing without its signature, whose key is not in the database.
  token text NOT NULL UNIQUE,
  address text,
  device text,
  -- When the person last proved who they are by more than a mailbox.
  stepped_up_at timestamptz,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL
);
CREATE INDEX person_session_person ON person_session (person_id);

-- A way of signing in: today a password.
CREATE TABLE person_login (
  id id PRIMARY KEY,
  person_id id NOT NULL REFERENCES person ON DELETE CASCADE,
  account_id id NOT NULL,
  provider_id text NOT NULL,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);
CREATE INDEX person_login_person ON person_login (person_id);

-- Links that were sent, sign-ins that wait for their second factor, challenges of passkeys.
CREATE TABLE person_proof (
  id id PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX person_proof_identifier ON person_proof (identifier);
CREATE INDEX person_proof_age ON person_proof (expires_at);

CREATE TABLE person_second_factor (
  id id PRIMARY KEY,
  person_id id NOT NULL REFERENCES person ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean DEFAULT true,
  failures integer DEFAULT 0,
  locked_until timestamptz
);
CREATE INDEX person_second_factor_person ON person_second_factor (person_id);
CREATE INDEX person_second_factor_secret ON person_second_factor (secret);

CREATE TABLE person_passkey (
  id id PRIMARY KEY,
  person_id id NOT NULL REFERENCES person ON DELETE CASCADE,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  counter integer NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz
);
CREATE INDEX person_passkey_person ON person_passkey (person_id);

-- Wrong tries with one address, whoever makes them. The key is a keyed hash, so no address lies here.
CREATE TABLE sign_in_try (
  key bytea PRIMARY KEY,
  tries integer NOT NULL,
  last_at timestamptz NOT NULL
);

CREATE TABLE organisation (
  id id PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('supplier', 'agent', 'shop', 'operator')),
  name text NOT NULL,
  created_at timestamptz NOT NULL
);

-- A supplier or agent is one organisation; a shop's organisation may have several sites.
ALTER TABLE supplier ADD COLUMN organisation_id id UNIQUE REFERENCES organisation;
ALTER TABLE agent ADD COLUMN organisation_id id UNIQUE REFERENCES organisation;
ALTER TABLE site ADD COLUMN organisation_id id REFERENCES organisation;
CREATE INDEX site_organisation ON site (organisation_id);

CREATE TABLE member (
  id id PRIMARY KEY,
  organisation_id id NOT NULL REFERENCES organisation,
  person_id id NOT NULL REFERENCES person,
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'clerk', 'finance', 'viewer')),
  created_at timestamptz NOT NULL,
  UNIQUE (organisation_id, person_id)
);
CREATE INDEX member_person ON member (person_id);

CREATE TABLE invitation (
  id id PRIMARY KEY,
  organisation_id id NOT NULL REFERENCES organisation,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'clerk', 'finance', 'viewer')),
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  UNIQUE (organisation_id, email)
);

-- A desk's key belongs to an organisation and has a role there. The operator's keys of before belonged to nobody, so they end.
DELETE FROM api_key WHERE kind = 'operator';
ALTER TABLE api_key ADD COLUMN organisation_id id REFERENCES organisation;
ALTER TABLE api_key ADD COLUMN role text CHECK (role IN ('owner', 'manager', 'clerk', 'finance', 'viewer'));
ALTER TABLE api_key ADD COLUMN name text;
ALTER TABLE api_key DROP CONSTRAINT api_key_kind_check;
ALTER TABLE api_key DROP CONSTRAINT api_key_owner_check;
ALTER TABLE api_key ADD CONSTRAINT api_key_kind_check CHECK (kind IN ('publishable', 'secret', 'desk'));
ALTER TABLE api_key ADD CONSTRAINT api_key_owner_check CHECK (
  CASE WHEN kind = 'desk' THEN site_id IS NULL AND organisation_id IS NOT NULL AND role IS NOT NULL AND name IS NOT NULL
  ELSE site_id IS NOT NULL AND organisation_id IS NULL AND role IS NULL END);
CREATE INDEX api_key_organisation ON api_key (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX api_key_site ON api_key (site_id) WHERE site_id IS NOT NULL;

-- Who changed what, written in the transaction of the change.
CREATE TABLE audit_entry (
  id id PRIMARY KEY,
  -- NULL: what somebody did to their own log-in.
  organisation_id id REFERENCES organisation,
  actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'key', 'job')),
  actor_id text NOT NULL,
  -- As it was at that time; the person may have another name by now, or none.
  actor_name text NOT NULL,
  action text NOT NULL,
  object_id text NOT NULL,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  created_at timestamptz NOT NULL
);
CREATE INDEX audit_entry_organisation ON audit_entry (organisation_id, id);
CREATE INDEX audit_entry_object ON audit_entry (object_id, id);
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A letter is a mail about no order; whom it goes to and what it says lies sealed until it is sent.
ALTER TABLE mail ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE mail ADD COLUMN letter_secret bytea;
ALTER TABLE mail ADD CONSTRAINT mail_about_check CHECK (order_id IS NOT NULL OR letter_secret IS NOT NULL OR outcome IS NOT NULL);
