/** `url` when it is an http(s) address: links come from suppliers and gateways, and none may run script here. */
export function webLink(url: string | null | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
