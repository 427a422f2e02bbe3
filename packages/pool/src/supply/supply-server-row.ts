import type { SupplyTest } from '@kameng/contract/desk/supply';
import type { Language } from '@kameng/contract/page';
import type { ClientBase, Pool } from 'pg';
import type { SigningEndpoint } from '../webhook/sign-webhook.ts';
import type { Finding } from './rehearse.ts';
import { sayResult, sayScenario } from './supply-words.ts';

/** A supplier's server as the database keeps it. */
export interface ServerRow extends SigningEndpoint {
  url: string;
  report: Finding[] | null;
  tested_at: Date | null;
  passed_at: Date | null;
}

/** The server of a supplier, if it has one. */
export async function readServer(client: Pool | ClientBase, supplierId: string): Promise<ServerRow | undefined> {
  const { rows } = await client.query<ServerRow>('SELECT * FROM supply_endpoint WHERE supplier_id = $1', [supplierId]);
  return rows[0];
}

/** The server of a supplier, which stays as it is until the transaction ends. */
export async function holdServer(client: ClientBase, supplierId: string): Promise<ServerRow | undefined> {
  const { rows } = await client.query<ServerRow>('SELECT * FROM supply_endpoint WHERE supplier_id = $1 FOR SHARE', [
    supplierId,
  ]);
  return rows[0];
}

/** What a test found, in words. */
export function renderTest(report: readonly Finding[], testedAt: Date, language: Language): SupplyTest {
  return {
    passed: report.every(({ passed }) => passed),
    tested_at: testedAt.toISOString(),
    scenarios: report.map(({ scenario, passed, result, http_status }) => {
      const { title, fix } = sayScenario(scenario, language);
      return { scenario, passed, title, got: sayResult(result, language, http_status), fix: passed ? null : fix };
    }),
  };
}
