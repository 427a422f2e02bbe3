import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('.', import.meta.url);
const themes = readdirSync(folder).filter((name) => name.endsWith('.css'));
const schemes = ['light', 'dark'] as const;

/** What the elements and the checkout stand on; the checkout lets no host change these. */
const surfaces = { light: '#ffffff', dark: '#181c1a' };
/** What the checkout takes from a host, and in which shape; anything else is dropped there. */
const taken = /^(accent|accent-strong|accent-soft|on-accent|focus|radius|radius-control|font)$/;
const harmless = /^[\w\s#.,%"'()/-]{1,120}$/;

function read(name: string): Map<string, string> {
  const css = readFileSync(new URL(name, folder), 'utf8');
  return new Map(
    [...css.matchAll(/--kameng-([\w-]+):\s*([^;]+);/g)].map(([, token, value]) => [token ?? '', value ?? '']),
  );
}

function colour(tokens: Map<string, string>, token: string, scheme: (typeof schemes)[number]): string {
  const pair = /^light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)$/.exec(tokens.get(token) ?? '');
  assert.ok(pair, `${token} is a pair of colours`);
  return (scheme === 'light' ? pair[1] : pair[2]) as string;
}

/** Contrast by WCAG 2.2, section 1.4.3. */
function contrast(one: string, other: string): number {
  const light = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [brighter, darker] = [light(one), light(other)].toSorted((left, right) => right - left) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

test('there are two ready themes', () => assert.deepEqual(themes, ['ember.css', 'indigo.css']));

for (const name of themes) {
  test(`${name}: everything in it reaches the checkout, so that card and checkout are alike`, () => {
    for (const [token, value] of read(name)) {
      assert.match(token, taken);
      assert.match(value, harmless);
    }
  });

  for (const scheme of schemes) {
    test(`${name}: text and edges can be seen, ${scheme}`, () => {
      const tokens = read(name);
      const at = (token: string) => colour(tokens, token, scheme);
      const surface = surfaces[scheme];
      const least: [string, string, number][] = [
        [at('on-accent'), at('accent'), 4.5],
        [at('on-accent'), at('accent-strong'), 4.5],
        [at('accent'), surface, 4.5],
        [at('accent'), at('accent-soft'), 4.5],
        [at('focus'), surface, 3],
      ];
      for (const [one, other, ratio] of least) assert.ok(contrast(one, other) >= ratio, `${one} on ${other}`);
    });
  }
}
