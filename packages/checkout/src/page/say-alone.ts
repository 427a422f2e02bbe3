/** Writes one sentence where nothing else is, as a page of its own. */
export function sayAlone(place: Element, text: string): void {
  const main = document.createElement('main');
  main.className = 'page';
  main.append(document.createElement('h1'));
  main.firstElementChild!.textContent = text;
  place.replaceChildren(main);
}
