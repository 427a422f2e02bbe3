import type { Dispute, Order } from '@kameng/client/browser';
import { showTime } from '../format/show-time.ts';
import { lang, money } from '../page/speak.ts';
import { Notice } from '../ui/notice.tsx';
import { DisputeActions } from './dispute-actions.tsx';
import { DisputeForm } from './dispute-form.tsx';
import { disputesOf, showPicture } from './dispute-store.ts';
import type { DisputeStore } from './dispute-store.ts';
import { disputeLanguage, sayDispute } from './dispute-words.ts';
import type { DisputeWord } from './dispute-words.ts';
import type { OrderStore } from './order-store.ts';

interface PartProps {
  store: OrderStore;
  state: DisputeStore;
  dispute: Dispute;
}

const speak = (key: DisputeWord, values?: Record<string, string>) => sayDispute(lang, key, values);

/** What the buyer can do about a code that does not work, and how that stands. */
export function DisputePart({ store, order }: { store: OrderStore; order: Order }) {
  const state = disputesOf(store, order.id);
  const { disputes, trouble } = state;
  const newest = disputes?.[0];
  return (
    <section class="stack dispute" lang={disputeLanguage(lang)} dir="ltr">
      <h2>{speak('title')}</h2>
      {!disputes && !trouble && <div class="bone field" aria-busy="true" />}
      {newest && <Standing store={store} state={state} dispute={newest} />}
      {trouble && (
        <Notice>
          <p>{speak(trouble)}</p>
        </Notice>
      )}
      {newest && newest.may.length > 0 && <DisputeActions store={store} state={state} dispute={newest} />}
      {disputes && (!newest || newest.status === 'closed') && order.status === 'delivered' && (
        <DisputeForm store={store} state={state} />
      )}
      {newest && <Evidence store={store} state={state} dispute={newest} />}
      {newest && <Steps dispute={newest} />}
    </section>
  );
}

function Standing({ dispute }: PartProps) {
  const { status, deadline, offer, outcome, reason } = dispute;
  return (
    <>
      <p>
        <strong>{status !== 'opened' && speak(status)}</strong>
        {deadline && (
          <span class="muted"> · {speak('until', { time: showTime(disputeLanguage(lang), deadline) })}</span>
        )}
      </p>
      {offer && !outcome && <p>{speak('offer', { what: sayRemedy(offer) })}</p>}
      {outcome && <p>{speak('outcome', { what: sayRemedy(outcome) })}</p>}
      {reason && <p>{reason}</p>}
    </>
  );
}

function sayRemedy({ kind, amount }: NonNullable<Dispute['outcome']>): string {
  return speak(kind, amount ? { amount: money(amount) } : {});
}

function Evidence({ store, state, dispute }: PartProps) {
  if (dispute.evidence.length === 0) return null;
  return (
    <>
      <h3>{speak('evidence_list')}</h3>
      <ul>
        {dispute.evidence.map(({ id, party, text }) => (
          <li key={id}>
            {nameOf(party)}: {text ?? <Picture store={store} state={state} id={id} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Picture({ store, state, id }: Omit<PartProps, 'dispute'> & { id: string }) {
  const source = state.pictures.get(id);
  if (source) return <img src={source} alt="" class="wide" />;
  return (
    <button type="button" onClick={() => void showPicture(store, state, id)}>
      {speak('picture')}
    </button>
  );
}

function Steps({ dispute }: Pick<PartProps, 'dispute'>) {
  return (
    <>
      <h3>{speak('steps')}</h3>
      <ol>
        {dispute.steps.map(({ sequence, party, status, reason, note, created_at }) => (
          <li key={sequence}>
            <span class="muted">{showTime(disputeLanguage(lang), created_at)}</span> {nameOf(party)}
            {status !== 'opened' && ` → ${speak(status)}`}
            {reason && <p>{reason}</p>}
            {note && <p class="note">{note}</p>}
          </li>
        ))}
      </ol>
    </>
  );
}

function nameOf(party: Dispute['steps'][number]['party']): string {
  return speak(party === 'arbiter' ? 'party_arbiter' : party);
}
