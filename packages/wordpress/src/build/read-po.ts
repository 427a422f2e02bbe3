/** One translated text. */
export interface Message {
  context: string;
  id: string;
  plural: string;
  /** One text, or one for each plural form. */
  texts: string[];
  /** Files that use it, from the `#:` lines. */
  files: string[];
}

/** Reads a .po file as gettext writes it. Fuzzy and empty translations are left out; the header is the message with the id ''. */
export function readPo(text: string): Message[] {
  return text
    .split(/\n\s*\n/)
    .map(readBlock)
    .filter((message): message is Message => message !== undefined && message.texts.every((each) => each !== ''));
}

function readBlock(block: string): Message | undefined {
  const message: Message = { context: '', id: '', plural: '', texts: [], files: [] };
  let add: (piece: string) => void = () => undefined;
  let isMessage = false;
  for (const line of block.split('\n')) {
    if (/^#,.*\bfuzzy\b/.test(line)) return undefined;
    if (line.startsWith('#:')) message.files.push(...line.slice(2).trim().split(/\s+/));
    const keyword = /^(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d)\])?)\s+/.exec(line);
    if (keyword) {
      isMessage = true;
      add = adder(message, keyword[1]!, Number(keyword[2] ?? 0));
    }
    const quoted = /"((?:[^"\\]|\\.)*)"\s*$/.exec(line)?.[1];
    if (!line.startsWith('#') && quoted !== undefined) add(JSON.parse(`"${quoted}"`) as string);
  }
  return isMessage ? message : undefined;
}

function adder(message: Message, keyword: string, form: number): (piece: string) => void {
  if (keyword === 'msgctxt') return (piece) => void (message.context += piece);
  if (keyword === 'msgid') return (piece) => void (message.id += piece);
  if (keyword === 'msgid_plural') return (piece) => void (message.plural += piece);
  message.texts[form] = '';
  return (piece) => void (message.texts[form] += piece);
}
