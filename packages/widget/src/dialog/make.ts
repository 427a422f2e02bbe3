/** An element with its properties and children. No markup is parsed, so no page's Trusted Types have anything to object to. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Omit<Partial<HTMLElementTagNameMap[Tag]>, 'part'> & { part?: string },
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
