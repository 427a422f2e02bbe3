/** An address that opens an app (`weixin://…`), or a web address; never one that runs in this page. */
export function appLink(url: string | null | undefined): string | undefined {
  return url && /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^(javascript|data|blob|vbscript|file|about):/i.test(url)
    ? url
    : undefined;
}
