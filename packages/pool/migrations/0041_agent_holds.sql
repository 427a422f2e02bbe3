-- How many unpaid orders an agent's links have open is asked before each further one.
CREATE INDEX orders_agent_held ON orders (agent_id) WHERE status = 'held' AND agent_id IS NOT NULL;
