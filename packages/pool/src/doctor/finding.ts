/** How much a finding matters: it stops the sale, it takes something away from it, or it is good to know. */
export type Weight = 'stops' | 'limits' | 'note';

/** Everything the doctor can find, heaviest first within its part of an installation. */
export const findings = {
  page_refused: 'stops',
  page_unreachable: 'stops',
  page_redirects: 'stops',
  page_status: 'stops',
  page_not_html: 'stops',
  page_too_big: 'stops',
  nothing_found: 'stops',
  script_missing: 'stops',
  script_mixed: 'stops',
  script_digest_wrong: 'stops',
  script_digest_moves: 'stops',
  script_digest_blind: 'stops',
  script_waits_for_consent: 'limits',
  script_delayed: 'limits',
  script_twice: 'note',
  script_of_another_pool: 'note',
  csp_script: 'stops',
  csp_connect: 'limits',
  csp_image: 'limits',
  csp_frame: 'limits',
  csp_trusted_types: 'limits',
  csp_theme: 'limits',
  csp_style: 'limits',
  csp_sandbox: 'stops',
  isolated: 'limits',
  frame_of_checkout: 'stops',
  frame_sandboxed: 'stops',
  key_secret: 'stops',
  key_unknown: 'stops',
  origin_not_listed: 'limits',
  ref_unknown: 'limits',
  product_unknown: 'stops',
  product_sold_out: 'note',
  no_product: 'stops',
  no_seller: 'limits',
  no_link: 'limits',
  link_differs: 'limits',
  self_closed: 'stops',
  snippet_as_text: 'stops',
  unknown_element: 'stops',
  unknown_attribute: 'note',
  bad_value: 'limits',
  page_not_secure: 'note',
} as const satisfies Record<string, Weight>;

export type FindingId = keyof typeof findings;

/** One thing that is wrong, with what its sentences name. */
export interface Finding {
  id: FindingId;
  values: Readonly<Record<string, string>>;
}

/** Longest piece of somebody's page that a sentence repeats. */
const valueMax = 120;

/** A finding; values are cut, since they come from somebody's page. */
export function find(id: FindingId, values: Record<string, string> = {}): Finding {
  const short = (text: string) => (text.length > valueMax ? `${text.slice(0, valueMax)}…` : text);
  return { id, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, short(value)])) };
}
