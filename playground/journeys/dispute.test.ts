import { test } from 'node:test';
import { fillIn, payAt, pressPay, readCode } from './buy-steps.ts';
import { signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';
import { openPage, openRow, proveBooks } from './supplier-steps.ts';

const stage = openStage();
const product = 'prd_01k0dem0game00000000000001';

test('a buyer says what is wrong on the order page, the supplier offers a part of the money at its desk, and the buyer takes it', async () => {
  const buyer = await (await stage.visitor()).newPage();
  await buyer.goto(`${stage.pool.url}/buy/${product}?lang=en`);
  await fillIn(buyer, 'unhappy@example.com');
  await pressPay(buyer);
  await payAt(buyer, 'paid');
  await readCode(buyer);
  await buyer.getByText('Something wrong with the code?').click();
  await buyer.getByLabel('What is wrong').selectOption('already_used');
  await buyer.getByLabel('What happened').fill('The page said that somebody had it before me.');
  await buyer.getByRole('button', { name: 'Send', exact: true }).click();
  await buyer.getByText('Waiting for the supplier').first().waitFor();
  await proveBooks(stage);

  const desk = await signInAt(stage, await stage.visitor(), 'supplier');
  await desk.getByRole('link', { name: /Disputes to answer/ }).click();
  const dispute = await openRow(desk, 'Used already');
  await dispute.getByText('The page said that somebody had it before me.').first().waitFor();
  await dispute.getByLabel('Your answer').selectOption('offer_part');
  const amount = dispute.getByLabel('How much (CNY)');
  await amount.fill('20,50');
  await dispute.getByText('An amount such as 12.50').waitFor();
  await amount.fill('20.50');
  await dispute.getByLabel('In your words; both sides read them').fill('We share the loss with you.');
  await dispute.getByRole('button', { name: 'Send', exact: true }).click();
  await dispute.getByText('¥20.50').first().waitFor();

  const take = buyer.getByRole('button', { name: 'Take it' });
  // The buyer is told by mail and comes back to the page.
  await buyer.reload();
  const problem = buyer.getByText('Something wrong with the code?');
  await take.or(problem).first().waitFor();
  if (!(await take.isVisible())) await problem.click();
  await take.click();
  await buyer.getByText('We returned ¥20.50.').waitFor();
  await desk.reload();
  await openPage(desk, 'Disputes');
  const closed = await openRow(desk, 'Closed');
  await closed.getByText('¥20.50').first().waitFor();
  await proveBooks(stage);
});
