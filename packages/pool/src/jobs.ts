import { forgetSignIns } from './account/forget-sign-ins.ts';
import { forgetOld } from './checkout/forget-old.ts';
import { endTurns } from './dispute/end-turns.ts';
import { forgetDocuments } from './document/forget-documents.ts';
import type { Engine } from './engine.ts';
import { foldDays } from './figure/fold-days.ts';
import { watchStock } from './catalog/watch-stock.ts';
import { watchExpiry } from './offer/watch-expiry.ts';
import { watchLowStock } from './offer/watch-low-stock.ts';
import { takeExpired } from './stock/take-expired.ts';
import { deliverWaiting } from './order/deliver-waiting.ts';
import { expireOrders } from './order/expire-orders.ts';
import { expireHolds } from './hold/expire-holds.ts';
import { forgetRates } from './http/forget-rates.ts';
import { foldBalances } from './ledger/fold-balances.ts';
import { matureShares } from './ledger/mature-shares.ts';
import { proveDaily } from './ledger/prove-daily.ts';
import { forgetOldMails } from './mail/forget-old-mails.ts';
import { sendMails } from './mail/send-mails.ts';
import { watchBalances } from './balance/watch-balances.ts';
import { setLevels } from './agent/set-levels.ts';
import { forgetLinks } from './own/forget-links.ts';
import { applyStoredCallbacks } from './payment/apply-stored-callbacks.ts';
import { reconcile } from './payment/reconcile.ts';
import { refundPayments } from './payment/refund-payments.ts';
import { watchPayments } from './payment/watch-payments.ts';
import { finishErasures } from './record/erase-records.ts';
import { forgetPeople } from './record/forget-people.ts';
import { keyOldOrders } from './record/give-order-key.ts';
import { raiseRisks } from './risk/raise-risks.ts';
import { applyRules } from './rule/apply-rules.ts';
import { writeViews } from './referral/count-views.ts';
import { forgetOldPayments } from './sandbox/forget-old-payments.ts';
import { sendSandboxCallbacks } from './sandbox/send-sandbox-callbacks.ts';
import { askSuppliers } from './supply/ask-suppliers.ts';
import { watchSupply } from './supply/watch-supply.ts';
import { setMaturity } from './supplier/set-maturity.ts';
import { traced } from './trace.ts';
import { forgetUploads } from './upload/forget-uploads.ts';
import { runUploads } from './upload/run-uploads.ts';
import { checkVerifications } from './verification/check-verifications.ts';
import { deliverWebhooks } from './webhook/deliver-webhooks.ts';
import { dispatchEvents } from './webhook/dispatch-events.ts';
import { forgetOldEvents } from './webhook/forget-old-events.ts';

/** One piece of background work: does a bounded amount and tells how much it was. Any number of processes may run it. */
type Job = (engine: Engine) => Promise<number>;

/** Every background job, and how long it rests when it found nothing to do, in milliseconds. */
const jobs: Record<string, { run: Job; restMs: number }> = {
  'apply stored callbacks': { run: applyStoredCallbacks, restMs: 1000 },
  'watch payments': { run: watchPayments, restMs: 2000 },
  'expire orders': { run: expireOrders, restMs: 500 },
  'expire holds': { run: expireHolds, restMs: 1000 },
  'ask suppliers': { run: askSuppliers, restMs: 500 },
  'watch supply': { run: watchSupply, restMs: 5000 },
  'deliver waiting': { run: deliverWaiting, restMs: 500 },
  'end turns of disputes': { run: endTurns, restMs: 5000 },
  'refund payments': { run: refundPayments, restMs: 500 },
  'watch stock': { run: async (engine) => (await watchStock(engine)).length, restMs: 1000 },
  'dispatch events': { run: dispatchEvents, restMs: 500 },
  'deliver webhooks': { run: deliverWebhooks, restMs: 500 },
  'key old orders': { run: keyOldOrders, restMs: 60_000 },
  'finish erasures': { run: finishErasures, restMs: 30_000 },
  'forget links': { run: forgetLinks, restMs: 60_000 },
  'forget people': { run: forgetPeople, restMs: 600_000 },
  'forget old': { run: forgetOld, restMs: 60_000 },
  'forget rates': { run: forgetRates, restMs: 60_000 },
  'forget old events': { run: forgetOldEvents, restMs: 60_000 },
  'forget old mails': { run: forgetOldMails, restMs: 60_000 },
  'forget sign-ins': { run: forgetSignIns, restMs: 60_000 },
  'send mails': { run: sendMails, restMs: 500 },
  'take expired codes': { run: takeExpired, restMs: 30_000 },
  'watch low stock': { run: watchLowStock, restMs: 60_000 },
  'watch expiry': { run: watchExpiry, restMs: 600_000 },
  'watch balances': { run: watchBalances, restMs: 5000 },
  'run uploads': { run: runUploads, restMs: 500 },
  'forget uploads': { run: forgetUploads, restMs: 60_000 },
  'check verifications': { run: checkVerifications, restMs: 2000 },
  'forget documents': { run: forgetDocuments, restMs: 60_000 },
  'mature shares': { run: matureShares, restMs: 60_000 },
  'apply rules': { run: applyRules, restMs: 1000 },
  'raise risks': { run: raiseRisks, restMs: 600_000 },
  'write views': { run: writeViews, restMs: 2000 },
  'set levels': { run: setLevels, restMs: 600_000 },
  'set maturity': { run: setMaturity, restMs: 600_000 },
  'fold days': { run: foldDays, restMs: 10_000 },
  'fold balances': { run: (engine) => foldBalances(engine), restMs: 60_000 },
  reconcile: { run: reconcile, restMs: 600_000 },
  'prove the ledger': { run: proveDaily, restMs: 600_000 },
};

/** After a failure a job rests longer, up to this. */
const failureRestMaxMs = 30_000;

/** Starts every job of this process. The returned function stops them and waits for what is under way. */
export function startJobs(engine: Engine): () => Promise<void> {
  const all =
    engine.config.environment === 'development'
      ? {
          ...jobs,
          'send sandbox callbacks': { run: sendSandboxCallbacks, restMs: 200 },
          'forget old payments': { run: forgetOldPayments, restMs: 60_000 },
        }
      : jobs;
  const stops = Object.entries(all).map(([name, { run, restMs }]) => repeat(engine, name, run, restMs));
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

function repeat(engine: Engine, name: string, run: Job, restMs: number): () => Promise<void> {
  let stopped = false;
  let failures = 0;
  let wake: (() => void) | undefined;
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const done = (async () => {
    while (!stopped) {
      let found = 0;
      try {
        found = await traced(`job ${name}`, {}, () => run(engine));
        failures = 0;
      } catch (error) {
        failures += 1;
        engine.log.error({ err: error, job: name, failures }, 'job failed');
      }
      if (!stopped && (found === 0 || failures > 0))
        await rest(failures > 0 ? Math.min(failureRestMaxMs, restMs * 2 ** failures) : restMs);
    }
  })();
  return async () => {
    stopped = true;
    wake?.();
    await done;
  };
}
