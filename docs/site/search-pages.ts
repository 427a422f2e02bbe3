export interface SearchEntry {
  url: string;
  language: string;
  title: string;
  headings: [id: string, text: string][];
  text: string;
}

export interface Found {
  url: string;
  title: string;
  heading: string;
  excerpt: string;
}

const MAX_RESULTS = 12;

/** Pages that hold every word of the query: titles before headings before text, the reader's language before the other. */
export function searchPages(entries: readonly SearchEntry[], query: string, language: string): Found[] {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  if (terms.length === 0) return [];
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, terms) + (entry.language === language ? 0.5 : 0) }))
    .filter(({ score }) => score >= 1)
    .toSorted((left, right) => right.score - left.score)
    .slice(0, MAX_RESULTS)
    .map(({ entry }) => present(entry, terms));
}

/** 0 when a term is nowhere on the page; otherwise the sum of the best place of each term. */
function scoreOf(entry: SearchEntry, terms: string[]): number {
  let score = 0;
  for (const term of terms) {
    const inTitle = entry.title.toLowerCase().includes(term) ? 20 : 0;
    const inHeading = entry.headings.some(([, text]) => text.toLowerCase().includes(term)) ? 8 : 0;
    const inText = entry.text.toLowerCase().includes(term) ? 1 : 0;
    const best = Math.max(inTitle, inHeading, inText);
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

function present(entry: SearchEntry, terms: string[]): Found {
  const heading = entry.headings.find(([, text]) => terms.every((term) => text.toLowerCase().includes(term)));
  const at = entry.text.toLowerCase().indexOf(terms[0] ?? '');
  const start = Math.max(0, at - 40);
  return {
    url: heading ? `${entry.url}#${heading[0]}` : entry.url,
    title: entry.title,
    heading: heading?.[1] ?? '',
    excerpt: `${start > 0 ? '…' : ''}${entry.text.slice(start, start + 120)}…`,
  };
}
