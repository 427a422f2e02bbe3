import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { closeInTurn, type Undo } from '../../src/close-in-turn.ts';
import { placeCluster } from '../../src/database/place-cluster.ts';
import { startEmbedded } from '../../src/database/start-embedded.ts';
import type { Engine } from '../../src/engine.ts';
import { openEngine } from '../../src/open-engine.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { readConfig } from '../../src/read-config.ts';
import { createApiKey } from '../../src/site/create-api-key.ts';
import { uploadCodes } from '../../src/stock/upload-codes.ts';
import { type Goods, insertGoods, insertShop, makeCodes } from '../insert-goods.ts';
import { killPostgres } from './kill-postgres.ts';
import { keepPoolProcesses, type PoolProcesses } from './pool-processes.ts';
import { openPretendGateway, type PretendGateway } from './pretend-gateway.ts';

/** A pool that is about to be killed in many ways, and what outlives it: this process with the gateway and the receipts. */
export interface CrashSite {
  /** On the same database; used for looking, and for putting codes on the shelf. */
  engine: Engine;
  processes: PoolProcesses;
  gateway: PretendGateway;
  shopId: string;
  shopKey: string;
  holdS: number;
  /** A pool process that may answer. */
  find(): string | undefined;
  /** One of the products, by chance. */
  productId(): string;
  killDatabase(): boolean;
  restock(codes: number): Promise<void>;
  /** Moves every clock. */
  advance(seconds: number): void;
  close(): Promise<void>;
}

const holdS = 4;
/** Most goods are delivered at once; some keep their buyers waiting, come in part or not at all. */
const kinds = [null, null, null, 'slow_supplier', 'supplier_down', 'partial'];
export const shopMoney = 10_000_000_000;

export async function openCrashSite(processCount: number): Promise<CrashSite> {
  const folder = mkdtempSync(join(tmpdir(), 'kameng-crash-'));
  // As root the service user has to get through.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'postgres');
  const log = pino({ level: 'silent' });
  const undo: Undo = [
    async () => {
      const { home, run } = placeCluster(dataDir);
      for (const path of [home, run, folder]) rmSync(path, { recursive: true, force: true });
    },
  ];
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);

  const server = await startEmbedded({ dataDir, log });
  undo.push(() => server.stop());
  const env = {
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: server.url,
    KAMENG_MASTER_KEY: randomBytes(32).toString('base64'),
    KAMENG_LOG_LEVEL: process.env.KAMENG_TEST_CRASH_LOG ?? 'silent',
    KAMENG_HOLD_S: String(holdS),
    KAMENG_READS_PER_MINUTE: '10000000',
    KAMENG_WRITES_PER_MINUTE: '10000000',
    KAMENG_ATTEMPTS_PER_MINUTE: '10000000',
    KAMENG_HOLDS_PER_ADDRESS: '1000000',
    KAMENG_HOLDS_PER_SITE: '1000000',
    KAMENG_HOLDS_PER_AGENT: '1000000',
  };
  const engine = await openEngine(await prepareDatabase(readConfig(env), log, undo), { log, now }, undo);
  const shop = await insertShop(engine, shopMoney);
  const { key: shopKey } = await createApiKey(engine, { site: shop, kind: 'secret' });
  const goods: Goods[] = [];
  for (const forced of kinds) goods.push(await insertGoods(engine, { codes: 0, forced }));

  let processes: PoolProcesses | undefined;
  const find = () => processes?.find();
  const gateway = await openPretendGateway({ key: randomBytes(32), now, findPool: find, failureShare: 0.03 });
  undo.push(() => gateway.close());
  processes = keepPoolProcesses(processCount, join(folder, 'compile-cache'), () => ({
    env,
    gatewayUrl: gateway.url,
    gatewayKey: gateway.key.toString('hex'),
    aheadMs,
  }));
  const running = processes;
  undo.push(() => running.close());
  return {
    engine,
    processes: running,
    gateway,
    shopId: shop.id,
    shopKey,
    holdS,
    find,
    productId: () => goods[Math.floor(Math.random() * goods.length)]!.productId,
    killDatabase: () => killPostgres(dataDir),
    async restock(codes) {
      for (const { offerId } of goods) await uploadCodes(engine, { offerId, codes: makeCodes(codes) });
    },
    advance(seconds) {
      aheadMs += seconds * 1000;
      running.setAhead(aheadMs);
    },
    close: closeInTurn(undo, log),
  };
}
