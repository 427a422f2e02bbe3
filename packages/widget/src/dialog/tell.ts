/** Tells the page; answers whether the default action may go on. Only an error has one: the redirect. */
export function tell(from: EventTarget, name: string, detail: object): boolean {
  const init = { bubbles: true, composed: true, cancelable: name === 'error', detail };
  return from.dispatchEvent(new CustomEvent(`kameng:${name}`, init));
}
