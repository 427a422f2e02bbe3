import type { Contact } from '@kameng/client/browser';

/** What the buyer typed as the contract wants it, or the word that says what is wrong with it. */
export function readContact(typed: string): Contact | 'contact_empty' | 'contact_wrong' {
  const text = typed.trim();
  if (!text) return 'contact_empty';
  if (text.includes('@')) {
    // Browsers know which addresses exist no better than this; the pool has the last word.
    return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) && text.length <= 254 ? { email: text } : 'contact_wrong';
  }
  const phone = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return /^\+?[0-9]{6,15}$/.test(phone) ? { phone } : 'contact_wrong';
}
