import { Socket } from 'node:net';

/**
 * A socket whose writes of one turn leave together. A batch sends a dozen statements at a time; a system call for each, and the
 * server woken for each, cost more than some of the statements themselves.
 */
export function openGatheringSocket(): Socket {
  const socket = new Socket();
  // Connecting gives a socket its own write back, so it is replaced only then.
  return socket.once('connect', () => gather(socket));
}

function gather(socket: Socket): void {
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  let gathering = false;
  socket.write = (...given: unknown[]) => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      process.nextTick(() => {
        gathering = false;
        socket.uncork();
      });
    }
    return write(...given);
  };
}
