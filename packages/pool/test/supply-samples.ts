import type { DeskRouteName } from '@kameng/contract/desk-routes';
import type { UploadStatus } from '@kameng/contract/desk/upload';
import { createId } from '@kameng/contract/id';
import { seal } from '../src/stock/code-cipher.ts';
import { transact } from '../src/database/transact.ts';
import { channelFunds, payoutOf } from '../src/ledger/accounts.ts';
import { postTransfers } from '../src/ledger/post-transfers.ts';
import { sealDetails } from '../src/payout/payout-account-row.ts';
import { partName } from '../src/upload/open-parts.ts';
import { fingerprintNumber, sealClaim } from '../src/verification/verification-row.ts';
import type { Make, Sample } from './desk-samples.ts';
import { sampleGoods } from './sample-goods.ts';

/** The supplier that an organisation is, made when it is none yet. */
const supplier: Make = async ({ engine }, { organisationId }) => {
  await engine.db.pool.query(
    `INSERT INTO supplier (id, name, organisation_id, created_at) VALUES ($1, 'Sample', $2, $3) ON CONFLICT (organisation_id) DO NOTHING`,
    [createId('supplier'), organisationId, engine.now()],
  );
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM supplier WHERE organisation_id = $1', [
    organisationId,
  ]);
  return rows[0]!.id;
};

/** A document that nothing names yet, or that something does. */
const document = (used: boolean): Make => {
  return async ({ engine }, { organisationId }) => {
    const id = createId('document');
    await engine.db.pool.query(
      `INSERT INTO document (id, organisation_id, media_type, bytes, sealed, used_by, created_at) VALUES ($1, $2, 'image/png', 4, $3, $4, $5)`,
      [id, organisationId, seal(engine.keys.document, Buffer.from('data'), id), used ? id : null, engine.now()],
    );
    return id;
  };
};

const verification: Make = async ({ engine }, { organisationId }) => {
  const id = createId('verification');
  await engine.db.pool.query('DELETE FROM verification WHERE organisation_id = $1', [organisationId]);
  await engine.db.pool.query(
    `INSERT INTO verification (id, organisation_id, subject, country, status, provider, number_fingerprint, claim_secret, created_at)
     VALUES ($1, $2, 'person', 'CN', 'in_review', 'manual', $3, $4, $5)`,
    [
      id,
      organisationId,
      fingerprintNumber(engine.keys, 'CN', id),
      sealClaim(engine.keys, id, { legal_name: 'Sample', number: id }),
      engine.now(),
    ],
  );
  return id;
};

const submission =
  (status: 'submitted' | 'needs_action'): Make =>
  async (pool, seat) => {
    const id = createId('submission');
    const proof = { kind: 'own_goods', statement: 'Ours', documents: [await document(true)(pool, seat)] };
    await pool.engine.db.pool.query(
      'INSERT INTO submission (id, supplier_id, status, goods, proof, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)',
      [id, await supplier(pool, seat), status, sampleGoods(id), proof, pool.engine.now()],
    );
    return id;
  };

const prohibition: Make = async ({ engine }) => {
  const id = createId('prohibition');
  await engine.db.pool.query(
    "INSERT INTO prohibition (id, words, compared, effect, reason, created_at) VALUES ($1, 'sample', $3, 'flag', 'Sample', $2)",
    [id, engine.now(), id],
  );
  return id;
};

const offer =
  (status: 'active' | 'paused'): Make =>
  async (pool, seat) => {
    const id = createId('offer');
    const { rows } = await pool.engine.db.pool.query<{ id: string }>(
      "SELECT id FROM product WHERE list_price_minor > 2000 AND code_fields = '{code}' AND status = 'active' ORDER BY id LIMIT 1",
    );
    await pool.engine.db.pool.query(
      'INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, status, created_at) VALUES ($1, $2, $3, 1100, 1000, $4, $5)',
      [id, rows[0]!.id, await supplier(pool, seat), status, pool.engine.now()],
    );
    return id;
  };

/** An offer of a supplier that has a server. */
const suppliable: Make = async (pool, seat) => {
  const { engine } = pool;
  await engine.db.pool.query(
    "INSERT INTO supply_endpoint (id, supplier_id, url, created_at) VALUES ($1, $2, 'https://192.0.2.1/supply', $3) ON CONFLICT DO NOTHING",
    [createId('supplyEndpoint'), await supplier(pool, seat), engine.now()],
  );
  return offer('active')(pool, seat);
};

/** Belongs to a supplier, or to an agent. */
const payoutAccount: Make = async ({ engine }, { organisationId }) => {
  const id = createId('payoutAccount');
  await engine.db.pool.query(
    `INSERT INTO payout_account (id, organisation_id, kind, currency, hint, details_secret, usable_from, created_at)
     VALUES ($1, $2, 'alipay', 'CNY', '····1234', $3, $4, $4)`,
    [id, organisationId, sealDetails(engine.keys, id, { holder: 'Sample', number: '1234', bank: null }), engine.now()],
  );
  return id;
};

const payout: Make = async (pool, seat) => {
  const [id, ownerId] = [createId('payout'), createId('supplier')];
  const account = await payoutAccount(pool, seat);
  const amount = { currency: 'CNY', amount_minor: 100 };
  await transact(pool.engine.db.pool, async (client) => {
    await client.query(
      `INSERT INTO payout (id, organisation_id, owner_id, account_id, currency, amount_minor, status, created_at)
       VALUES ($1, $2, $3, $4, 'CNY', 100, 'pending', $5)`,
      [id, seat.organisationId, ownerId, account, pool.engine.now()],
    );
    await postTransfers(client, pool.engine.now(), [
      { kind: 'payout', from: channelFunds('sandbox', 'CNY'), to: payoutOf(ownerId, 'CNY'), ...amount, order_id: null },
    ]);
  });
  return id;
};

/** An upload of one small part, in a state. */
const upload =
  (status: UploadStatus): Make =>
  async (pool, seat) => {
    const id = createId('upload');
    const { engine } = pool;
    const received = status === 'receiving' ? 0 : 5;
    // Aborted first: a supplier has only a few under way.
    await engine.db.pool.query("UPDATE upload SET status = 'aborted' WHERE supplier_id = $1", [
      await supplier(pool, seat),
    ]);
    await engine.db.pool.query(
      `INSERT INTO upload (id, supplier_id, offer_id, file_name, status, bytes, received_bytes, parts, created_at, updated_at)
       VALUES ($1, $2, $3, 'a.txt', $4, 5, $5, $6, $7, $7)`,
      [
        id,
        await supplier(pool, seat),
        await offer('active')(pool, seat),
        status,
        received,
        received && 1,
        engine.now(),
      ],
    );
    if (received > 0)
      await engine.db.pool.query('INSERT INTO upload_part (upload_id, number, sealed) VALUES ($1, 0, $2)', [
        id,
        seal(engine.keys.document, Buffer.from('ABCD\n'), partName(id, 0)),
      ]);
    return id;
  };
const format = { encoding: 'utf-8', delimiter: '', quoted: false, header: false, columns: ['code'] };

const proof = async (...[pool, seat]: Parameters<Make>) => ({
  kind: 'own_goods',
  statement: 'Our own',
  documents: [await document(false)(pool, seat)],
});
const submitted = async (...[pool, seat]: Parameters<Make>) => ({
  goods: sampleGoods('sample'),
  proof: await proof(pool, seat),
});

/** Of somebody who is verified, to an account of theirs. */
const payoutBody = async (...[pool, seat]: Parameters<Make>) => {
  const id = await verification(pool, seat);
  await pool.engine.db.pool.query(
    "UPDATE verification SET status = 'verified', claim_secret = NULL, decided_at = now() WHERE id = $1",
    [id],
  );
  return { account_id: await payoutAccount(pool, seat), amount: { amount_minor: 100, currency: 'CNY' } };
};
const verificationBody = async (...[pool, seat]: Parameters<Make>) => {
  await pool.engine.db.pool.query('DELETE FROM verification WHERE organisation_id = $1', [seat.organisationId]);
  const documents = [await document(false)(pool, seat)];
  return { subject: 'person', legal_name: 'Sample', number: documents[0], country: 'CN', documents };
};

/** Samples of the calls about supply. */
export const supplySamples = {
  submitVerification: { body: verificationBody },
  openVerification: { id: verification },
  decideVerification: { id: verification, body: { decision: 'approve' } },
  openDocument: { id: document(true) },
  createSubmission: { body: submitted },
  getSubmission: { id: submission('submitted') },
  changeSubmission: { id: submission('needs_action'), body: submitted },
  withdrawSubmission: { id: submission('submitted') },
  reviewSubmission: { id: submission('submitted'), body: { decision: 'approve' } },
  removeProhibition: { id: prohibition },
  changeOffer: { id: offer('active'), body: { supply_price_minor: 1200 } },
  pauseOffer: { id: offer('active') },
  createUpload: {
    body: async (...[pool, seat]: Parameters<Make>) => ({
      offer_id: await offer('active')(pool, seat),
      file_name: 'a.txt',
      bytes: 5,
    }),
  },
  getUpload: { id: upload('received') },
  sendPart: { id: upload('receiving'), body: { offset: 0, data: Buffer.from('ABCD\n').toString('base64') } },
  previewUpload: { id: upload('received') },
  checkUpload: { id: upload('received'), body: { format } },
  listRowFaults: { id: upload('received') },
  commitUpload: { id: upload('checked') },
  abortUpload: { id: upload('received') },
  requestPayout: { body: payoutBody },
  removePayoutAccount: { id: payoutAccount },
  openPayout: { id: payout },
  decidePayout: { id: payout, body: { decision: 'approve' } },
  testSupplyServer: {
    body: async (...[pool, seat]: Parameters<Make>) => ({ offer_id: await offer('active')(pool, seat) }),
  },
  setSupplyServer: { body: { url: 'https://192.0.2.1/supply' } },
  switchSupply: { id: suppliable, body: { status: 'off' } },
  resumeOffer: { id: offer('paused') },
} as const satisfies Partial<Record<DeskRouteName, Sample>>;
