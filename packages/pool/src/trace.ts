import { SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('kameng');

/** Runs work inside an OpenTelemetry span. Without a registered SDK this costs next to nothing and records nothing. */
export function traced<Result>(
  name: string,
  attributes: Record<string, string | number>,
  work: () => Promise<Result>,
): Promise<Result> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The kind of error only: its words may name what a trace must not hold.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });
}
