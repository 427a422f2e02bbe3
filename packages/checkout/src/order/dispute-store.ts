import {
  addEvidence,
  answerDispute,
  createIdempotencyKey,
  KamengError,
  listDisputes,
  openDispute,
  readEvidence,
} from '@kameng/client/browser';
import type { Dispute } from '@kameng/client/browser';
import { createStore } from '../page/draw.ts';
import type { Store } from '../page/draw.ts';
import { isDisputeWord } from './dispute-words.ts';
import type { DisputeWord } from './dispute-words.ts';
import { holderOf } from './holder-of.ts';
import { checkNow } from './order-store.ts';
import type { OrderStore } from './order-store.ts';
import { shrinkPicture } from './shrink-picture.ts';

interface DisputeData {
  orderId: string;
  /** Newest first; undefined until they were read. */
  disputes: readonly Dispute[] | undefined;
  claim: Dispute['claim'];
  text: string;
  busy: boolean;
  trouble: DisputeWord | undefined;
  /** Pictures that were looked at, as data: addresses. */
  pictures: ReadonlyMap<string, string>;
}

export type DisputeStore = Store<DisputeData>;

let open: DisputeStore | undefined;

/** The disputes of the order on the page; read when they are first asked for. */
export function disputesOf(store: OrderStore, orderId: string): DisputeStore {
  if (open?.orderId === orderId) return open;
  open = createStore<DisputeData>({
    orderId,
    disputes: undefined,
    claim: 'invalid',
    text: '',
    busy: false,
    trouble: undefined,
    pictures: new Map(),
  });
  void readDisputes(store, open);
  return open;
}

/** Reads how the disputes stand. */
export function readDisputes(store: OrderStore, state: DisputeStore): Promise<void> {
  return attempt(state, async () => {
    state.set({ disputes: (await listDisputes(holderOf(store), state.orderId)).data });
  });
}

export function sendDispute(store: OrderStore, state: DisputeStore): Promise<void> {
  const { claim, text, orderId } = state;
  return change(store, state, (idempotencyKey) =>
    openDispute(holderOf(store), orderId, { claim, text }, { idempotencyKey }),
  );
}

export function answer(
  store: OrderStore,
  state: DisputeStore,
  action: 'take' | 'refuse' | 'withdraw' | 'appeal',
): Promise<void> {
  const body = { action, ...(state.text && { text: state.text }) };
  return change(store, state, (idempotencyKey) =>
    answerDispute(holderOf(store), state.orderId, body, { idempotencyKey }),
  );
}

export function addText(store: OrderStore, state: DisputeStore): Promise<void> {
  const { text, orderId } = state;
  return change(store, state, (idempotencyKey) => addEvidence(holderOf(store), orderId, { text }, { idempotencyKey }));
}

export async function addPicture(store: OrderStore, state: DisputeStore, file: Blob): Promise<void> {
  const data = await shrinkPicture(file);
  if (data === undefined) return state.set({ trouble: 'evidence_refused' });
  const body = { image: { type: 'image/jpeg', data } } as const;
  return change(store, state, (idempotencyKey) =>
    addEvidence(holderOf(store), state.orderId, body, { idempotencyKey }),
  );
}

/** Shows a picture that either side added. */
export function showPicture(store: OrderStore, state: DisputeStore, id: string): Promise<void> {
  return attempt(state, async () => {
    const { type, data } = await readEvidence(holderOf(store), state.orderId, { evidence_id: id });
    state.set({ pictures: new Map(state.pictures).set(id, `data:${type};base64,${data}`) });
  });
}

function change(
  store: OrderStore,
  state: DisputeStore,
  send: (idempotencyKey: string) => Promise<Dispute>,
): Promise<void> {
  return attempt(state, async () => {
    const dispute = await send(createIdempotencyKey());
    const others = (state.disputes ?? []).filter(({ id }) => id !== dispute.id);
    state.set({ disputes: [dispute, ...others], text: '' });
    await checkNow(store);
  });
}

/** One thing at a time; what the pool refuses is said in its own words. */
async function attempt(state: DisputeStore, act: () => Promise<void>): Promise<void> {
  if (state.busy) return;
  state.set({ busy: true, trouble: undefined });
  try {
    await act();
  } catch (error) {
    if (!(error instanceof KamengError)) throw error;
    state.set({ trouble: isDisputeWord(error.code) ? error.code : 'failed' });
  } finally {
    state.set({ busy: false });
  }
}
