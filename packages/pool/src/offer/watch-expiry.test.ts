import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import type { Role } from '@kameng/contract/desk-roles';
import { insertGoods, makeCodes } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { addMember, createOrganisation } from '../account/create-organisation.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { transact } from '../database/transact.ts';
import { sendMails } from '../mail/send-mails.ts';
import { uploadCodes } from '../stock/upload-codes.ts';
import { watchExpiry } from './watch-expiry.ts';

const dayS = 86_400;
let database: TestDatabase;
/** Two processes of one pool. */
let crew: TestEngine[];

before(async () => {
  database = await createTestDatabase();
  const shared = { url: database.url, secret: randomBytes(32).toString('hex') };
  crew = await Promise.all([openTestEngine({ shared }), openTestEngine({ shared })]);
});
after(async () => {
  await Promise.all(crew.map((engine) => engine.close()));
  await database.drop();
});

const wait = (days: number) => crew.forEach((engine) => engine.wait(days * dayS));

/** An offer of a supplier with somebody who looks after stock, and a bookkeeper whom stock does not concern. */
async function openOffer(language: string): Promise<{ offerId: string; mailbox: string }> {
  const [engine] = crew as [TestEngine];
  const { offerId, supplierId } = await insertGoods(engine, { codes: 3 });
  const mailbox = `${supplierId}@stock.example`;
  await transact(engine.db.pool, async (client) => {
    const at = engine.now();
    const organisationId = await createOrganisation(client, at, { kind: 'supplier', name: 'Harbour' });
    await client.query('DELETE FROM supplier WHERE organisation_id = $1', [organisationId]);
    await client.query('UPDATE supplier SET organisation_id = $2, language = $3 WHERE id = $1', [
      supplierId,
      organisationId,
      language,
    ]);
    const members: [string, Role][] = [
      [mailbox, 'clerk'],
      [`books-${mailbox}`, 'finance'],
    ];
    for (const [email, role] of members) {
      const personId = createId('person');
      await client.query(
        "INSERT INTO person (id, name, email, email_verified, created_at, updated_at) VALUES ($1, 'Somebody', $2, true, $3, $3)",
        [personId, email, at],
      );
      await addMember(client, at, { organisationId, personId, role });
    }
  });
  return { offerId, mailbox };
}

/** Puts codes on the shelf that expire in so many days; answers what nobody may read in a letter. */
async function stock(offerId: string, count: number, days: number): Promise<string[]> {
  const [engine] = crew as [TestEngine];
  const expires_at = new Date(engine.now().getTime() + days * dayS * 1000).toISOString();
  const codes = makeCodes(count).map((fields) => ({ ...fields, expires_at }));
  await uploadCodes(engine, { offerId, codes });
  return codes.flatMap(({ code }) => (code ? [code, code.slice(-4)] : []));
}

/** Both processes look, several times at once; answers what has come to a mailbox since. */
async function look(mailbox: string): Promise<{ subject: string; text: string; html: string }[]> {
  const [engine] = crew as [TestEngine];
  await Promise.all([...crew, ...crew, ...crew].map((each) => watchExpiry(each)));
  await Promise.all([...crew, ...crew, ...crew].map((each) => sendMails(each)));
  const { rows } = await engine.db.pool.query<{ recipient: string; subject: string; text: string; html: string }>(
    'DELETE FROM dev_mail RETURNING recipient, subject, text_body AS text, html_body AS html',
  );
  assert.deepEqual(
    rows.filter((mail) => mail.recipient !== mailbox),
    [],
  );
  return rows;
}
const subjects = async (mailbox: string) => (await look(mailbox)).map(({ subject }) => subject).toSorted();

test('a supplier is told at 30 days and at 7, once each by however many processes, and of new codes again', async () => {
  const { offerId, mailbox } = await openOffer('en');
  assert.deepEqual(await subjects(mailbox), [], 'codes without an end expire never');
  await stock(offerId, 4, 40);
  assert.deepEqual(await subjects(mailbox), [], 'that is far away');
  wait(11);
  assert.deepEqual(await subjects(mailbox), ['Starfall: codes that expire within 30 days: 4']);
  assert.deepEqual(await subjects(mailbox), []);
  wait(10);
  assert.deepEqual(await subjects(mailbox), [], 'those were told of');
  await stock(offerId, 2, 28);
  assert.deepEqual(await subjects(mailbox), ['Starfall: codes that expire within 30 days: 6']);
  await stock(offerId, 1, 29);
  assert.deepEqual(await subjects(mailbox), [], 'not every day');
  wait(12.5);
  assert.deepEqual(await subjects(mailbox), ['Starfall: codes that expire within 7 days: 4']);
  wait(5);
  assert.deepEqual(await subjects(mailbox), [], 'the first four told of long ago');
  const [engine] = crew as [TestEngine];
  await engine.db.pool.query('DELETE FROM shelf WHERE offer_id = $1', [offerId]);
  wait(6);
  assert.deepEqual(await subjects(mailbox), [], 'what was sold expires for somebody else');
});

test('the letter has how many, the offer and the first day, in the supplier’s language, and never a code', async () => {
  const { offerId, mailbox } = await openOffer('zh-CN');
  const secrets = [...(await stock(offerId, 2, 5)), ...(await stock(offerId, 3, 20))];
  const first = new Date(crew[0]!.now().getTime() + 5 * dayS * 1000).toISOString().slice(0, 10);
  const letters = (await look(mailbox)).toSorted((left, right) => left.subject.length - right.subject.length);
  assert.deepEqual(
    letters.map(({ subject }) => subject),
    ['Starfall：2 张卡密 7 天内到期', 'Starfall：5 张卡密 30 天内到期'],
  );
  for (const { text, html, subject } of letters) {
    for (const form of [text, html]) assert.ok(form.includes(first), 'says when the first expires');
    assert.match(text, /http:\/\/pool\.test\/console\//);
    for (const secret of secrets) assert.ok(![text, html, subject].some((form) => form.includes(secret)), 'no code');
  }
});

test('two processes that look at many offers at the same moment write one letter about each', async () => {
  const offers = await Promise.all(Array.from({ length: 12 }, () => openOffer('en')));
  for (const { offerId } of offers) await stock(offerId, 1, 3);
  const [engine] = crew as [TestEngine];
  const told = await Promise.all([...crew, ...crew].map((each) => watchExpiry(each)));
  const { rows } = await engine.db.pool.query("SELECT FROM mail WHERE template = 'codes_expiring' AND outcome IS NULL");
  assert.deepEqual([told.reduce((sum, each) => sum + each, 0), rows.length], [offers.length, offers.length]);
});
