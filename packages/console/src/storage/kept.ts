/**
 * What this browser keeps for the desks, by name. A browser that keeps nothing (blocked, full, a private window) costs the comfort,
 * never the page.
 */
const prefix = 'kameng.';

/** What is kept under a name; null when that is nothing, or cannot be read. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a text, if the browser lets it; `null` forgets what is kept. Answers whether it did. */
export function keep(name: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, text);
    return true;
  } catch {
    return false;
  }
}
