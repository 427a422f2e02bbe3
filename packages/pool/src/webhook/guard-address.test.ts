import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressRefused, guardAddress } from './guard-address.ts';
import { isPublicAddress } from './public-address.ts';

const notPublic = [
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  ['unspecified', '0.0.0.0', '0.1.2.3', '::'],
  ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1', 'fec0::1'],
  ['link-local', '169.254.1.1', 'fe80::1', 'fe80::1%eth0'],
  ['metadata', '169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16', 'fd00:ec2::254'],
  ['carrier-grade NAT', '100.64.0.1', '100.127.255.255'],
  [
    'IPv4 in IPv6',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:a00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001:0:4136:e378::1',
  ],
  ['multicast and reserved', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', 'ff02::1', '100::1'],
  ['documentation and benchmarks', '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '2001:db8::1', '3fff::1'],
  ['not an address', '', 'localhost', '1.2.3', '256.1.1.1'],
] as const;

for (const [kind, ...addresses] of notPublic)
  test(`${kind} is not public`, () => {
    for (const address of addresses) assert.equal(isPublicAddress(address), false, address);
  });

test('hosts of the internet are public', () => {
  for (const address of [
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '223.5.5.5',
    '2606:4700::1111',
    '2400:3200::1',
  ])
    assert.equal(isPublicAddress(address), true, address);
});

const publicHost = async () => [{ address: '1.1.1.1', family: 4 }];

test('URLs that must not be posted to are refused', async () => {
  const urls = [
    'http://hooks.example/',
    'ftp://hooks.example/',
    'file:///etc/passwd',
    'javascript:1',
    'not a url',
    '',
    'https://user:secret@hooks.example/',
    'https://user@hooks.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    `https://hooks.example/${'a'.repeat(2048)}`,
  ];
  for (const url of urls)
    await assert.rejects(guardAddress(url, { allowPrivate: false, resolve: publicHost }), AddressRefused, url);
  assert.equal(
    (await guardAddress('https://hooks.example:8443/k?x=1', { allowPrivate: false, resolve: publicHost })).url.port,
    '8443',
  );
});

test('one private address among public ones refuses the name, and so does none', async () => {
  const resolve = async () => [
    { address: '1.1.1.1', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  await assert.rejects(guardAddress('https://hooks.example/', { allowPrivate: false, resolve }), AddressRefused);
  await assert.rejects(
    guardAddress('https://hooks.example/', { allowPrivate: false, resolve: async () => [] }),
    AddressRefused,
  );
});

test('what was checked is what is connected to', async () => {
  let answers = ['1.1.1.1', '127.0.0.1'];
  const resolve = async () => [{ address: answers.shift()!, family: 4 }];
  const { lookup } = await guardAddress('https://hooks.example/', { allowPrivate: false, resolve });
  for (let time = 0; time < 2; time += 1) {
    lookup('hooks.example', {}, (_error, address) => assert.equal(address, '1.1.1.1'));
    lookup('hooks.example', { all: true }, (_error, addresses) =>
      assert.deepEqual(addresses, [{ address: '1.1.1.1', family: 4 }]),
    );
  }
  assert.equal(answers.length, 1);
});
