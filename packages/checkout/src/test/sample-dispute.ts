import type { Dispute } from '@kameng/contract/dispute';
import { cny, orderId } from './sample.ts';

const at = '2026-11-02T09:30:00.000Z';
const hash = 'ab'.repeat(32);

/** A dispute in which the supplier has made an offer. */
export function sampleDispute(change: Partial<Dispute> = {}): Dispute {
  return {
    id: 'dsp_01k0dem0game00000000000001',
    order_id: orderId,
    status: 'buyer_turn',
    turn: 'buyer',
    deadline: '2099-01-01T00:00:00.000Z',
    may: ['take', 'refuse', 'add_evidence', 'withdraw'],
    claim: 'invalid',
    amount: cny(7600),
    codes: [
      {
        id: 'cod_01k0dem0game00000000000001',
        masked: '····7QX4',
        revealed_at: at,
        replaced_by: null,
        facts: [],
      },
    ],
    offer: { kind: 'part', amount: cny(2000) },
    outcome: null,
    rule: null,
    reason: null,
    appealed: false,
    evidence: [
      {
        id: 'evd_01k0dem0game00000000000001',
        party: 'buyer',
        kind: 'text',
        text: 'Tried twice.',
        sha256: hash,
        created_at: at,
      },
      {
        id: 'evd_01k0dem0game00000000000002',
        party: 'supplier',
        kind: 'image',
        text: null,
        sha256: hash,
        created_at: at,
      },
    ],
    steps: [
      {
        sequence: 2,
        party: 'buyer',
        action: 'ask_supplier',
        status: 'supplier_turn',
        rule: null,
        reason: null,
        note: 'It says “unknown code”.',
        evidence_hash: hash,
        created_at: at,
      },
    ],
    created_at: at,
    closed_at: null,
    ...change,
  };
}
