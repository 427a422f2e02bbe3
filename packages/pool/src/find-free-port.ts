import { createServer } from 'node:net';

/** A port was asked for and somebody else has it. */
export class PortTaken extends Error {
  override name = 'PortTaken';
  readonly port: number;

  constructor(port: number, cause?: unknown) {
    super(
      `Port ${port} is taken by another program. Choose another one: PORT=${port === 65_535 ? 4000 : port + 1} npx -y pnpm@12 start`,
      { cause },
    );
    this.port = port;
  }
}

/** Answers the port if it can be listened on, or a free one for 0. Throws PortTaken. */
export async function findFreePort(port: number, host: string): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, exclusive: true }, resolve);
    });
    return (server.address() as { port: number }).port;
  } catch (error) {
    throw asPortTaken(error, port);
  } finally {
    server.close();
  }
}

/** The error as PortTaken when that is what it says. */
export function asPortTaken(error: unknown, port: number): unknown {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTaken(port, error) : error;
}
