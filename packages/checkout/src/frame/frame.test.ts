import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeClick } from './guard-confirm.ts';
import { readHost } from './read-host.ts';
import { readTokens } from './read-tokens.ts';
import { acceptPort, shakeHands } from './shake-hands.ts';

const host = { origin: 'https://blog.example', channel: 'AAAAAAAAAAAAAAAAAAAAAA' };
const parent = { postMessage() {} };

function arrival(change: object = {}, data: object = {}) {
  const ports = [new MessageChannel().port1];
  return {
    origin: host.origin,
    source: parent as unknown,
    data: { kameng: 1, type: 'port', channel: host.channel, ...data },
    ports,
    ...change,
  };
}

test('a port is taken only from the host: its origin, its window, its channel, one port', () => {
  assert.ok(acceptPort(arrival(), host, parent));
  assert.equal(acceptPort(arrival({ origin: 'https://blog.example.evil.example' }), host, parent), undefined);
  assert.equal(acceptPort(arrival({ origin: 'null' }), host, parent), undefined);
  assert.equal(acceptPort(arrival({ source: { postMessage() {} } }), host, parent), undefined);
  assert.equal(acceptPort(arrival({ ports: [] }), host, parent), undefined);
  assert.equal(acceptPort(arrival({ data: null }), host, parent), undefined);
  assert.equal(acceptPort(arrival({}, { channel: 'BBBBBBBBBBBBBBBBBBBBBB' }), host, parent), undefined);
  assert.equal(acceptPort(arrival({}, { kameng: '1' }), host, parent), undefined);
  assert.equal(acceptPort(arrival({}, { type: 'hello' }), host, parent), undefined);
});

type Listener = (event: ReturnType<typeof arrival>) => void;

test('the hello goes to the host only and names nothing but the channel; only the first port counts', () => {
  const said: unknown[][] = [];
  const listeners = new Set<Listener>();
  const frame = {
    parent: { postMessage: (...message: unknown[]) => void said.push(message) },
    addEventListener: (_: 'message', listener: Listener) => void listeners.add(listener),
    removeEventListener: (_: 'message', listener: Listener) => void listeners.delete(listener),
  };
  const opened: MessagePort[] = [];
  shakeHands(frame, host, (port) => void opened.push(port));
  assert.deepEqual(said, [[{ kameng: 1, type: 'hello', channel: host.channel }, host.origin]]);
  const deliver = (event: ReturnType<typeof arrival>) => {
    for (const listener of listeners) listener(event);
  };
  deliver(arrival({ source: frame.parent, origin: 'https://evil.example' }));
  assert.equal(opened.length, 0);
  deliver(arrival({ source: frame.parent }));
  deliver(arrival({ source: frame.parent }));
  assert.equal(opened.length, 1);
});

test('a frame talks to an exact origin or to nobody', () => {
  const address = (origin: string, channel = host.channel) =>
    readHost(`?origin=${encodeURIComponent(origin)}&channel=${channel}`)?.host;
  assert.deepEqual(address('https://blog.example'), host);
  assert.deepEqual(address('http://localhost:8080'), { ...host, origin: 'http://localhost:8080' });
  for (const origin of [
    '*',
    '/',
    'null',
    '',
    'https://blog.example/',
    'https://blog.example/x',
    'javascript:alert(1)',
    'https://blog.example:443',
    'HTTPS://blog.example',
  ])
    assert.equal(address(origin), undefined, origin);
  assert.equal(address('https://blog.example', 'short'), undefined);
});

test('a host themes what is harmless, and nothing that could hide a price or fetch a picture', () => {
  assert.deepEqual(
    readTokens({ '--kameng-accent': '#0b6b4b', '--kameng-radius': '4px', '--kameng-font': '"Inter", sans-serif' }),
    [
      ['--kameng-accent', '#0b6b4b'],
      ['--kameng-radius', '4px'],
      ['--kameng-font', '"Inter", sans-serif'],
    ],
  );
  const bad = {
    '--kameng-text': '#fff',
    '--other': 'red',
    color: 'red',
    '--kameng-focus': 'url(https://evil.example)',
    '--kameng-accent': 'red; color: blue',
    '--kameng-on-accent': 'var(--x)',
    '--kameng-radius': 4,
  };
  assert.deepEqual(readTokens(bad), []);
  assert.deepEqual(readTokens('--kameng-accent'), []);
  assert.deepEqual(readTokens(null), []);
});

test('a click on the pay button counts when it was seen for half a second and nothing covers it', () => {
  const click = { detail: 1 };
  assert.equal(judgeClick(click, { sinceMs: undefined, covered: false }, 1000), 'early');
  assert.equal(judgeClick(click, { sinceMs: 600, covered: false }, 1000), 'early');
  assert.equal(judgeClick(click, { sinceMs: 400, covered: false }, 1000), 'ok');
  assert.equal(judgeClick(click, { sinceMs: 400, covered: true }, 1000), 'covered');
  assert.equal(judgeClick({ detail: 0 }, { sinceMs: undefined, covered: true }, 1000), 'ok');
});
