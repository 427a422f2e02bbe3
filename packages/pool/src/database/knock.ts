import { connect, type Socket } from 'node:net';

/** Connects to the keeper behind a socket file, or answers null when nobody listens there. */
export function knock(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    // Stays for the life of the socket: a broken connection is told by its end.
    socket.on('error', () => resolve(null));
    socket.once('connect', () => resolve(socket));
  });
}
