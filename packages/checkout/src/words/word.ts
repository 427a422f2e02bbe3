/** One text: `{name}` is filled in; a text that counts has a form per plural category of its language, chosen by `{n}`. */
export type Word = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
