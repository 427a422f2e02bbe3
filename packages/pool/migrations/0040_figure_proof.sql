-- Up to which day the proofs before this one have compared folded figures with their orders; the next one goes on behind it.
ALTER TABLE ledger_proof ADD COLUMN figures_through date;
-- Proofs from before looked at no figures, and so found nothing wrong with them.
UPDATE ledger_proof SET faults = faults || '{"miscounted": []}';
