-- An operator's key belongs to the pool and to no site.
ALTER TABLE api_key ALTER COLUMN site_id DROP NOT NULL;
ALTER TABLE api_key DROP CONSTRAINT api_key_kind_check;
ALTER TABLE api_key ADD CONSTRAINT api_key_kind_check CHECK (kind IN ('publishable', 'secret', 'operator'));
ALTER TABLE api_key ADD CONSTRAINT api_key_owner_check CHECK ((kind = 'operator') = (site_id IS NULL));
