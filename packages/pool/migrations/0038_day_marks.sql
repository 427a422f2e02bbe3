-- As for orders: nearly all shares are written for orders of today, and one look at the whole batch tells that.
CREATE OR REPLACE FUNCTION mark_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM new_rows n, day_fold d WHERE substr(n.order_id, 5) < d.open_from OR n.matured_at IS NOT NULL) THEN RETURN NULL; END IF;
    INSERT INTO day_mark (party_id, figure, day)
      SELECT DISTINCT n.owner_id, f.figure, day_of_id(n.order_id) FROM new_rows n, day_fold d, share_figures(n.kind) f WHERE substr(n.order_id, 5) < d.open_from
      UNION SELECT n.owner_id, f.figure, (n.matured_at AT TIME ZONE 'UTC')::date FROM new_rows n, day_fold d, matured_figures(n.kind) f
      WHERE (n.matured_at AT TIME ZONE 'UTC')::date <= d.closed_through;
  ELSE
    INSERT INTO day_mark (party_id, figure, day)
      WITH before AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor FROM old_rows),
        after AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor FROM new_rows),
        matured_before AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor, matured_at FROM old_rows WHERE matured_at IS NOT NULL),
        matured_after AS (SELECT order_id, owner_id, kind, currency, amount_minor, clawed_minor, matured_at FROM new_rows WHERE matured_at IS NOT NULL)
      SELECT c.owner_id, f.figure, day_of_id(c.order_id)
      FROM ((TABLE before EXCEPT TABLE after) UNION ALL (TABLE after EXCEPT TABLE before)) AS c, day_fold d, share_figures(c.kind) f WHERE substr(c.order_id, 5) < d.open_from
      UNION SELECT c.owner_id, f.figure, (c.matured_at AT TIME ZONE 'UTC')::date
      FROM ((TABLE matured_before EXCEPT TABLE matured_after) UNION ALL (TABLE matured_after EXCEPT TABLE matured_before)) AS c, day_fold d, matured_figures(c.kind) f
      WHERE (c.matured_at AT TIME ZONE 'UTC')::date <= d.closed_through;
  END IF;
  RETURN NULL;
END $$;
