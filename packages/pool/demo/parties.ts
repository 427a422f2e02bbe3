/** Ids of the demo's parties, fixed so that seeding twice is seeding once. */
const id = (prefix: string, name: string) => `${prefix}_01k0dem0${name.padEnd(18, '0')}`;

/** The demo's site key, as the playground and the docs have it. */
export const demoSite = { id: id('sit', 'b10g'), name: 'Demo site', key: 'pk_test_demo' } as const;

/** The demo's shop: buys from a balance of test money. */
export const demoShop = {
  id: id('sit', 'sh0p'),
  name: 'Demo shop',
  key: 'sk_test_demo',
  balance_minor: 100_000_000,
} as const;

/** Pages on the visitor's own machine, whatever their port. */
export const demoOrigins = ['http://localhost:*', 'http://127.0.0.1:*'] as const;

export const demoSuppliers = {
  'harbour-lane': { id: id('sup', 'harb0vr'), name: 'Harbour Lane Digital' },
  clover: { id: id('sup', 'c10ver'), name: 'Clover Codes' },
} as const;

export const demoAgents = [
  { id: id('agt', 'vp11ne'), ref: 'DEMO00', name: 'Demo upline', level: 3, parent: null },
  { id: id('agt', 'agent'), ref: 'DEMO01', name: 'Demo agent', level: 2, parent: id('agt', 'vp11ne') },
] as const;

/** Two per cent off everything. */
export const demoCoupon = { id: id('cpn', 'dem0'), code: 'DEMO2', percent_bps: 200 } as const;

/** Everybody's password in the demo; it is public, so production refuses a database that knows these people. */
export const demoPassword = 'kameng-demo';

const desk = <Kind extends 'supplier' | 'agent' | 'shop' | 'operator'>(
  kind: Kind,
  digits: string,
  rest: { name: string; owner: string; parties: Partial<Record<'supplier' | 'agent' | 'site', readonly string[]>> },
) => ({
  kind,
  ...rest,
  email: `${kind}@demo.example`,
  key: `dk_demo_${kind}`,
  organisationId: id('org', digits),
  personId: id('per', digits),
  loginId: id('lgn', digits),
});

/** One organisation for each kind of desk, with its owner's log-in and a key. */
export const demoDesks = [
  desk('supplier', '5vpp11er', {
    name: demoSuppliers['harbour-lane'].name,
    owner: 'Hana Lindqvist',
    parties: { supplier: [demoSuppliers['harbour-lane'].id] },
  }),
  desk('agent', 'agent', { name: 'Demo agent', owner: 'Chen Mo', parties: { agent: [id('agt', 'agent')] } }),
  desk('shop', 'sh0p', {
    name: 'Demo shop',
    owner: 'Amara Osei',
    parties: { site: [demoSite.id, demoShop.id] },
  }),
  desk('operator', '0perat0r', { name: 'Demo pool', owner: 'Lin Yue', parties: {} }),
] as const;
