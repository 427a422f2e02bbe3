-- What the operator looks things up by, whatever there are of them.
CREATE INDEX orders_contact ON orders (contact_fingerprint, id) WHERE contact_fingerprint IS NOT NULL;
CREATE INDEX payment_reference ON payment (provider_reference) WHERE provider_reference IS NOT NULL;
CREATE INDEX supplier_name ON supplier (lower(name) text_pattern_ops, id);
CREATE INDEX agent_name ON agent (lower(name) text_pattern_ops, id);
CREATE INDEX site_name ON site (lower(name) text_pattern_ops, id);
CREATE INDEX product_brand ON product (lower(brand) text_pattern_ops, id);
CREATE INDEX product_name_en ON product (lower(names ->> 'en') text_pattern_ops, id);
CREATE INDEX product_name_zh ON product (lower(names ->> 'zh-CN') text_pattern_ops, id);

-- Who looked at what somebody entrusted to the pool.
CREATE INDEX audit_entry_views ON audit_entry (id) WHERE action IN ('document.seen', 'verification.seen', 'payout.seen', 'search.contact', 'search.code', 'person.exported');
