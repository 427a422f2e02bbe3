/** What a closed loop of callers reached. */
export interface Rate {
  per_s: number;
  p50_ms: number;
  p99_ms: number;
  /** CPU of this process for one call, in microseconds. */
  cpu_us: number;
}

/** Lets so many callers call again and again for so long, after a warm-up of a quarter of that. Throws what a call throws. */
export async function measure({
  callers,
  seconds,
  call,
}: {
  callers: number;
  seconds: number;
  call: (caller: number) => Promise<void>;
}): Promise<Rate> {
  const begin = performance.now() + seconds * 250;
  const end = begin + seconds * 1000;
  const latencies: number[] = [];
  let cpu: NodeJS.CpuUsage | undefined;
  async function loop(caller: number): Promise<void> {
    for (let start = performance.now(); start < end; start = performance.now()) {
      if (start >= begin) cpu ??= process.cpuUsage();
      await call(caller);
      if (start >= begin) latencies.push(performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, caller) => loop(caller)));
  const used = process.cpuUsage(cpu);
  const elapsed = (performance.now() - begin) / 1000;
  latencies.sort((left, right) => left - right);
  const at = (share: number) =>
    round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0);
  return {
    per_s: Math.round(latencies.length / elapsed),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    cpu_us: Math.round((used.user + used.system) / Math.max(1, latencies.length)),
  };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The middle of an odd number of rates by calls a second. */
export function median(rates: readonly Rate[]): Rate {
  return rates.toSorted((left, right) => left.per_s - right.per_s)[Math.floor(rates.length / 2)]!;
}

export function printLine(line: object): void {
  console.log(JSON.stringify(line));
}
