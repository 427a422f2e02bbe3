import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface SmtpServer {
  url: string;
  /** Everything accepted so far: envelope recipient and message as it came. */
  mails: { recipient: string; message: string }[];
  close(): Promise<void>;
}

/**
 * As much of an SMTP server (RFC 5321) as a mail needs.
 * @param replyTo the reply to RCPT TO; 250 accepts
 */
export async function startSmtpServer(replyTo: (recipient: string) => string = () => '250 ok'): Promise<SmtpServer> {
  const mails: SmtpServer['mails'] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy()));
    let recipient = '';
    let pending = '';
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 mail.test ESMTP');
    socket.setEncoding('utf8').on('data', (chunk) => {
      pending += chunk;
      for (;;) {
        const end = pending.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end === -1) return;
        const line = pending.slice(0, end);
        pending = pending.slice(end + (inData ? 5 : 2));
        if (inData) {
          mails.push({ recipient, message: line });
          inData = false;
          say('250 queued');
        } else if (/^EHLO|^HELO/i.test(line)) say('250 mail.test');
        else if (/^RCPT TO:/i.test(line)) {
          recipient = /<(.*)>/.exec(line)?.[1] ?? '';
          say(replyTo(recipient));
        } else if (/^DATA/i.test(line)) {
          inData = true;
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
