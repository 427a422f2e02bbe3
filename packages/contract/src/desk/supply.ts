import { z } from 'zod';
import { supplyResults } from '../supply.ts';
import { timestamp } from '../page.ts';
import { offerId } from '../product.ts';

/** What the test tries on a supplier's server, in the order in which it is shown. */
export const supplyScenarios = [
  'good_order',
  'same_codes',
  'second_signature',
  'bad_signature',
  'old_timestamp',
  'unknown_product',
  'partial',
  'later',
] as const;
export type SupplyScenario = (typeof supplyScenarios)[number];

export const supplyServerBody = z
  .object({ url: z.url().max(2048).meta({ description: 'Where the pool asks for codes; https and public' }) })
  .strict()
  .meta({ id: 'set_supply_server', example: { url: 'https://supplier.example/kameng' } });
export const supplyTestBody = z
  .object({ offer_id: offerId.meta({ description: 'Whose product is asked for; codes of the test are made up' }) })
  .strict()
  .meta({ id: 'supply_test_request' });
export const offerSupplyBody = z
  .object({ status: z.enum(['live', 'off']) })
  .strict()
  .meta({ id: 'switch_supply', example: { status: 'live' } });
export const offerSupplyParams = z.object({ id: offerId });

export const supplyTest = z
  .object({
    passed: z.boolean(),
    tested_at: timestamp,
    scenarios: z.array(
      z.object({
        scenario: z.enum(supplyScenarios),
        passed: z.boolean(),
        title: z.string(),
        got: z.string().meta({ description: 'What the server did' }),
        fix: z.string().nullable().meta({ description: 'What to change when it did not pass' }),
      }),
    ),
  })
  .meta({ id: 'supply_test' });
export type SupplyTest = z.infer<typeof supplyTest>;

export const offerSupply = z
  .object({
    offer_id: offerId,
    product: z.string(),
    status: z.enum(['live', 'paused', 'off']),
    failures: z.int().min(0).meta({ description: 'Answers in a row that left a buyer without codes' }),
    paused_for: z.string().nullable().meta({ description: 'Why it was paused, in words' }),
    probe_at: timestamp.nullable().meta({ description: 'When it is tried again' }),
  })
  .meta({ id: 'offer_supply' });

export const supplyServer = z
  .object({
    url: z.string().nullable(),
    test: supplyTest.nullable(),
    health: z
      .object({
        worked: z.int().min(0),
        failed: z.int().min(0),
        median_ms: z.int().min(0).nullable(),
        slowest_ms: z.int().min(0).nullable().meta({ description: '95 of 100 replies are faster' }),
      })
      .meta({ description: 'Of the last 24 hours' }),
    errors: z.array(
      z.object({
        result: z.enum(supplyResults),
        words: z.string(),
        http_status: z.int().nullable(),
        offer_id: offerId,
        at: timestamp,
      }),
    ),
    offers: z.array(offerSupply),
  })
  .meta({ id: 'supply_server' });
export type SupplyServer = z.infer<typeof supplyServer>;

export const supplySecret = z
  .object({
    url: z.string(),
    secret: z.string().meta({ description: 'Signs both ways (Standard Webhooks); keep it on the server' }),
    previous_until: timestamp.nullable().meta({ description: 'Until then the secret before is good too' }),
  })
  .meta({ id: 'supply_secret' });
