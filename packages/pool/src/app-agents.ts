import type { FastifyInstance } from 'fastify';
import { createAgentLink } from './agent/create-agent-link.ts';
import { getAgent } from './agent/get-agent.ts';
import { getAgentFigures } from './agent/get-agent-figures.ts';
import { listAgentLinks } from './agent/list-agent-links.ts';
import { listCommissions } from './agent/list-commissions.ts';
import { listDownline } from './agent/list-downline.ts';
import { listLevels } from './agent/list-levels.ts';
import { listMarkups } from './agent/list-markups.ts';
import { removeAgentLink } from './agent/remove-agent-link.ts';
import { setMarkups } from './agent/set-markups.ts';
import type { Engine } from './engine.ts';
import { serveDesk } from './http/serve-desk.ts';
import { getStorefront } from './storefront/get-storefront.ts';
import { saveStorefront } from './storefront/save-storefront.ts';

/** Every call of the agent's desk. */
export function serveAgents(app: FastifyInstance, engine: Engine): void {
  serveDesk(app, engine, 'getAgent', getAgent);
  serveDesk(app, engine, 'listLevels', listLevels);
  serveDesk(app, engine, 'listAgentLinks', listAgentLinks);
  serveDesk(app, engine, 'createAgentLink', createAgentLink);
  serveDesk(app, engine, 'removeAgentLink', removeAgentLink);
  serveDesk(app, engine, 'listCommissions', listCommissions);
  serveDesk(app, engine, 'getAgentFigures', getAgentFigures);
  serveDesk(app, engine, 'listMarkups', listMarkups);
  serveDesk(app, engine, 'setMarkups', setMarkups);
  serveDesk(app, engine, 'listDownline', listDownline);
  serveDesk(app, engine, 'getStorefront', getStorefront);
  serveDesk(app, engine, 'saveStorefront', saveStorefront);
}
