/** Kept for one page. */
export const filtersMax = 20;

/** Filters of one page under a name. */
export interface SavedFilter {
  name: string;
  /** The filters as they stand in the address. */
  query: Readonly<Record<string, string>>;
}

/** By the path of their page. */
export type FiltersByPage = Readonly<Record<string, readonly SavedFilter[]>>;

/** What was stored, without whatever in it is no saved filter: older versions and other programs write there too. */
export function readFilters(stored: string | null): FiltersByPage {
  const pages = parse(stored);
  if (!isObject(pages)) return {};
  return Object.fromEntries(
    Object.entries(pages).map(([page, saved]) => [
      page,
      (Array.isArray(saved) ? saved : []).filter(isSaved).slice(-filtersMax),
    ]),
  );
}

function parse(stored: string | null): unknown {
  try {
    return JSON.parse(stored ?? '{}');
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isSaved(value: unknown): value is SavedFilter {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    isObject(value['query']) &&
    Object.values(value['query']).every((each) => typeof each === 'string')
  );
}
