import { AggregatorRegistry } from 'prom-client';

let aggregator: AggregatorRegistry<'text/plain; version=0.0.4; charset=utf-8'> | undefined;

/** The metrics of all workers added up, for the first process to ask; undefined when one of them does not answer. */
export async function addMetrics(): Promise<string | undefined> {
  aggregator ??= new AggregatorRegistry();
  return aggregator.clusterMetrics().catch(() => undefined);
}
