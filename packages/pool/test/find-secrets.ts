/** Something that must not be seen, and a name for it that may. */
export interface Secret {
  name: string;
  text: string;
}

/** Shorter texts are found by chance. */
const lengthMin = 8;

/** Looks through any amount of text for any of thousands of secrets, in every form in which one might get out. */
export function createSearch(secrets: readonly Secret[]): (text: string) => Set<Secret> {
  const byStart = new Map<string, { form: string; secret: Secret }[]>();
  for (const secret of secrets) {
    for (const form of formsOf(secret.text)) {
      const start = form.slice(0, lengthMin);
      byStart.set(start, [...(byStart.get(start) ?? []), { form, secret }]);
    }
  }
  return (text) => {
    const found = new Set<Secret>();
    for (let at = 0; at + lengthMin <= text.length; at += 1) {
      const candidates = byStart.get(text.slice(at, at + lengthMin));
      for (const { form, secret } of candidates ?? []) if (text.startsWith(form, at)) found.add(secret);
    }
    return found;
  };
}

/** As it is, as people write it, as JSON and URLs escape it, and as bytes are printed. */
function formsOf(text: string): string[] {
  const forms = [
    text,
    text.toLowerCase(),
    text.replaceAll(/[\s-]/g, ''),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    Buffer.from(text).toString('hex'),
    ...base64Forms(Buffer.from(text)),
  ];
  return [...new Set(forms)].filter((form) => form.length >= lengthMin);
}

/** What a text looks like inside base64, wherever in it the text begins; and both alphabets. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The first digits hold bits of what comes before, the last ones of what comes after.
    const [first, last] = [before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? encoded.length : -1];
    const stable = encoded.slice(first, last);
    return [stable, stable.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
