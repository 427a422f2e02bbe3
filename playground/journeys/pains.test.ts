/**
 * The twenty pains that people feel most with widgets of other makers, and the test that shows each is not felt here. A test that is
 * renamed or gone fails this list, so that no pain comes back unseen.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const here = 'playground/journeys';
const loader = 'packages/widget/src/loader/buy.browser.test.ts';
const looks = 'packages/widget/src/panel/looks.browser.test.ts';
const hosts = `${here}/hosts.test.ts`;

const pains: readonly { pain: string; shown: readonly (readonly [file: string, title: string])[] }[] = [
  {
    pain: 'a content security policy blocks script or frame, and the button is dead',
    shown: [
      [hosts, 'a policy that blocks the script: the button is still a link'],
      [`${here}/refused-frame.test.ts`, 'a page whose policy forbids frames sends the buyer to the hosted page'],
    ],
  },
  {
    pain: 'the script forces unsafe-inline or unsafe-eval',
    shown: [
      [hosts, 'a policy with a list of hosts'],
      [
        'packages/widget/src/published.test.ts',
        'what is served asks for nothing that a strict page forbids and keeps nothing',
      ],
    ],
  },
  {
    pain: 'styles of a shadow root against style-src',
    shown: [[looks, 'is kept: nonce, strict-dynamic, no inline style, Trusted Types']],
  },
  {
    pain: 'a nonce does not reach what the script loads',
    shown: [
      [hosts, 'a policy with a nonce alone: the panel inherits it'],
      [hosts, 'a policy with a nonce, strict-dynamic and Trusted Types'],
    ],
  },
  { pain: 'cross-origin isolation breaks the script', shown: [[hosts, 'a page that isolates itself']] },
  {
    pain: 'two scripts on a page kill all buttons',
    shown: [
      [loader, 'can be there twice and still opens one dialog'],
      [hosts, 'two copies of the script, of different addresses, and an element of the same name from elsewhere'],
    ],
  },
  {
    pain: 'an element is defined twice, which throws',
    shown: [
      [hosts, 'two copies of the script, of different addresses, and an element of the same name from elsewhere'],
    ],
  },
  {
    pain: 'a router swaps the page, and handlers are lost',
    shown: [[hosts, 'Turbo swaps the page, and the button of the next page and of the one before both work']],
  },
  {
    pain: 'the page calls before the script is ready',
    shown: [[hosts, 'a button of the page’s own, pressed before the script is there, opens once it is']],
  },
  {
    pain: 'z-index wars',
    shown: [[hosts, 'a hostile style sheet and a banner on top of everything']],
  },
  {
    pain: 'WordPress and others strip scripts and elements, in silence',
    shown: [
      [hosts, 'a page that keeps only the link'],
      [loader, 'makes a link of its own when an editor has stripped it, and takes a button as it is'],
    ],
  },
  {
    pain: 'optimisers delay the script and leave currentScript empty',
    shown: [
      [hosts, 'WP Rocket, before the first touch'],
      [hosts, 'WP Rocket, after the first touch'],
      [hosts, 'Rocket Loader'],
    ],
  },
  {
    pain: 'Shopify takes theme blocks and no script tags',
    shown: [[hosts, 'a theme block that an editor draws anew']],
  },
  {
    pain: 'styles of the page leak in, or ours leak out',
    shown: [
      [looks, 'stands up to a hostile style sheet'],
      [hosts, 'a hostile style sheet and a banner on top of everything'],
    ],
  },
  {
    pain: 'keyboard and scrolling of a phone in a frame',
    shown: [
      [hosts, 'on a phone every kind of page sends the buyer to the hosted page'],
      [`${here}/agent.test.ts`, 'on a phone the button leads to the hosted page, and the code is shown there'],
    ],
  },
  {
    pain: 'a pop-up is blocked after a wait',
    shown: [
      [
        `${here}/leaving.test.ts`,
        'where the browser opens no payment window, a link in the frame leads to the payment, and the code comes',
      ],
      [hosts, 'a frame whose sandbox forbids new windows shows the address instead of doing nothing'],
    ],
  },
  {
    pain: 'a blocker stops the script, or it fails and is not tried again',
    shown: [
      [`${here}/agent.test.ts`, 'a page that lost the script still sells, only for nobody'],
      [loader, 'still opens the hosted page when the panel cannot be had'],
    ],
  },
  {
    pain: 'paid, and the code does not come',
    shown: [
      [`${here}/outcomes.test.ts`, 'lost: the pool asks the gateway itself'],
      [`${here}/outcomes.test.ts`, 'late: the order expires first, and the money that comes after it still buys'],
      [
        `${here}/blog.test.ts`,
        'the blog is closed before the payment: the mail leads to the code, also on another device',
      ],
    ],
  },
  {
    pain: 'the back button leaves a dead spinner',
    shown: [
      [
        `${here}/leaving.test.ts`,
        'back from the hosted page the browser shows the page it has kept, and its button works again',
      ],
      [`${here}/blog.test.ts`, 'back from the gateway without paying leads to the same order'],
    ],
  },
  {
    pain: 'a double click or a reload pays twice',
    shown: [
      ['packages/checkout/src/checkout/buy.test.ts', 'a double click buys once'],
      [
        `${here}/blog.test.ts`,
        'on the hosted page the gateway sends the buyer back, and neither back nor reload buys again',
      ],
    ],
  },
];

test('there are twenty of them', () => {
  assert.equal(pains.length, 20);
});

for (const [at, { pain, shown }] of pains.entries()) {
  test(`pain ${at + 1}: ${pain}`, () => {
    for (const [file, title] of shown) {
      const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
      const calls = text.split('\n').filter((line) => line.includes(title));
      assert.ok(
        calls.some((line) => /^\s*(test|it)\('|^\s*(\{ )?name: '/.test(line)),
        `${file} has no test “${title}”`,
      );
    }
  });
}
