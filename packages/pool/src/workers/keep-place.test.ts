import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { waitFor } from '../../test/wait-for.ts';
import { type Member, WorkerError } from './fork-member.ts';
import { keepPlace } from './keep-place.ts';

/** A worker that does what the test says. */
interface PretendMember extends Member {
  told: string[];
  end(how: string): void;
}

let hired: PretendMember[] = [];
/** What happens when the next ones are told to serve; they serve when nothing is said. */
let fates: ('fails' | 'serves')[] = [];
beforeEach(() => {
  hired = [];
  fates = [];
});

function hire(): PretendMember {
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  const member: PretendMember = {
    pid: hired.length + 1,
    gone,
    ended: false,
    told: [],
    async serve() {
      if (fates.shift() !== 'fails') return;
      member.end('exit code 1');
      throw new WorkerError('it did not start');
    },
    tell(message) {
      member.told.push(message.kind === 'leave' ? `leave ${message.successor}` : message.kind);
      if (message.kind === 'leave') member.end('exit code 0');
    },
    kill: () => member.end('SIGKILL'),
    end(how) {
      member.ended = true;
      resolve(how);
    },
  };
  hired.push(member);
  return member;
}

const options = { log: pino({ level: 'silent' }), noticeS: 0 };

test('a worker that ends unasked is replaced, also when the first successors do not start', async () => {
  const place = keepPlace(hire, options);
  await place.serve({});
  fates = ['fails', 'fails'];
  hired[0]!.end('SIGKILL');
  await waitFor(() => hired.length === 4);
  assert.equal(place.pid(), 4);
  await place.leave({ successor: false });
  assert.deepEqual(hired[3]!.told, ['leave false']);
  assert.equal(hired.length, 4, 'nobody takes the place of one that was told to leave');
});

test('a successor serves before its predecessor leaves; one that does not start changes nothing', async () => {
  const place = keepPlace(hire, options);
  await place.serve({});
  await place.renew();
  assert.deepEqual([place.pid(), hired[0]!.told, hired[1]!.told], [2, ['leave true'], []]);
  fates = ['fails'];
  await assert.rejects(place.renew(), WorkerError);
  assert.deepEqual([place.pid(), hired[1]!.ended], [2, false]);
  await place.leave({ successor: false });
});

test('a worker that ends while its successor is tried in vain is replaced all the same', async () => {
  const place = keepPlace(hire, options);
  await place.serve({});
  fates = ['fails'];
  const renewing = place.renew();
  hired[0]!.end('SIGKILL');
  await assert.rejects(renewing, WorkerError);
  await waitFor(() => place.pid() === 3);
  await place.leave({ successor: false });
});

test('a first worker that does not start is the failure of the start', async () => {
  const place = keepPlace(hire, options);
  fates = ['fails'];
  await assert.rejects(place.serve({}), WorkerError);
  await place.leave({ successor: false });
  assert.equal(hired.length, 1);
});
