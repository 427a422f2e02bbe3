import type { DoctorWords } from './words.ts';

/** The doctor in English. What `data-debug` also finds, it says in the same sentences. */
export const en: DoctorWords = {
  weights: { stops: 'Stops the sale', limits: 'Gets in the way', note: 'Good to know' },
  page: {
    title: 'Embed doctor',
    intro:
      'Enter the address of a page with a Kameng button, card or link. The page is read once, as any visitor would read it; nothing is kept.',
    label: 'Address of the page',
    hint: 'As it stands in the browser, with https://',
    submit: 'Examine',
    healthy: 'Nothing is wrong',
    healthyText:
      'What stands in the page’s source fits this pool. If a button still does nothing, add data-debug to the script tag and read the browser’s console.',
    looked: 'Looked at',
    whole: 'The same as JSON',
    other: '中文',
    fix: 'What to do',
  },
  counted: (scripts, elements, links, frames) =>
    `Script tags ${scripts} · elements ${elements} · checkout links ${links} · frames ${frames}`,
  summary: (stops, limits, notes) => `Stops the sale: ${stops} · gets in the way: ${limits} · good to know: ${notes}`,
  findings: {
    page_refused: {
      title: 'This address cannot be examined',
      text: 'Only pages on the public internet are read: http or https, on the standard port, without a user name.',
      fix: 'For a page on your own machine add `data-debug` to the script tag and read the browser’s console.',
    },
    page_unreachable: {
      title: 'The page did not answer',
      text: 'No connection, no certificate a browser would accept, or no answer within ten seconds ({reason}).',
      fix: 'Open the address in a private window. If it works there, a firewall may refuse programs: let `Kameng-Doctor` pass.',
    },
    page_redirects: {
      title: 'The page redirects too often',
      text: 'After {count} redirects there was still no page, perhaps because it waits for a cookie or a log-in.',
      fix: 'Enter the address at which the page is in the end.',
    },
    page_status: {
      title: 'The page answered with {status}',
      text: 'What a visitor gets there is an error or a log-in, not the page.',
      fix: 'Check that the page is published and can be read without logging in.',
    },
    page_not_html: {
      title: 'This is not a page',
      text: 'The answer is of type {type}.',
      fix: 'Enter the address of the page that shows the button, not that of a script or a picture.',
    },
    page_too_big: {
      title: 'The page is too big to examine',
      text: 'It has more than {megabytes} MB of source.',
      fix: 'Put the same snippet on an empty page and examine that.',
    },
    nothing_found: {
      title: 'Nothing of Kameng is in the page’s source',
      text: 'No script, no element and no checkout link. A site built by scripts, a tag manager or a consent banner may add them later, where the doctor cannot look.',
      fix: 'Check that the snippet was saved as HTML and the page is published. If a tag manager adds it, add `data-debug` and read the browser’s console.',
    },
    script_missing: {
      title: 'The script is missing',
      text: 'There are elements of ours and no script that makes them work: links inside them lead to the hosted checkout, cards and shelves stay empty.',
      fix: 'Add `<script async src="{pool}/embed/v1/kameng.js"></script>`, or allow it where the editor has stripped it.',
    },
    script_mixed: {
      title: 'The script comes over plain http',
      text: 'Browsers do not load {address} into an https page.',
      fix: 'Write the same address with `https://`.',
    },
    script_digest_wrong: {
      title: 'The digest is not that of the file',
      text: 'Browsers compare `integrity` with what they load and throw the script away.',
      fix: 'For version {version} it is `{digest}`.',
    },
    script_digest_moves: {
      title: 'A digest on an address that moves',
      text: '/embed/v1/ follows each release, so a fixed digest stops the script with the next one.',
      fix: 'Take `/embed/v{version}/kameng.js` with its digest from `/embed/`, or leave `integrity` out.',
    },
    script_digest_blind: {
      title: 'A digest without crossorigin',
      text: 'A browser can check `integrity` only when it may read the file, and refuses the script otherwise.',
      fix: 'Add `crossorigin="anonymous"` to the script tag.',
    },
    script_waits_for_consent: {
      title: 'The script waits for consent',
      text: 'A consent tool has switched it off (`type="text/plain"`). Until the visitor agrees, buttons are plain links to the hosted checkout and cards stay empty.',
      fix: 'The script keeps nothing and sets no cookie: list it as necessary in the consent tool.',
    },
    script_delayed: {
      title: 'The script is put off ({optimiser})',
      text: 'It has the type or place “{type}” and runs only after the first touch, or never. Until then buttons are plain links to the hosted checkout and cards stay empty.',
      fix: 'Exclude `/embed/v1/kameng.js` there: in WP Rocket under “Excluded JavaScript files”, for Rocket Loader by `data-cfasync="false"`, in LiteSpeed Cache by `data-no-optimize="1"`. The script is small and async already.',
    },
    script_twice: {
      title: 'The script is there more than once',
      text: 'The script is on the page {count} times. Once is enough; the rest is ignored.',
      fix: 'Keep the one in the page’s head or site-wide code; take the others out.',
    },
    script_of_another_pool: {
      title: 'The script belongs to another pool',
      text: 'It comes from {other}. Keys, referral IDs and products of {pool} mean nothing there.',
      fix: 'Examine the page at `{other}/doctor`, or take the script of `{pool}`.',
    },
    csp_script: {
      title: 'The page’s policy blocks the script',
      text: 'The content security policy ({directive}) does not let it load: buttons are plain links to the hosted checkout, cards stay empty.',
      fix: 'Add `{pool}` to `script-src`. With `strict-dynamic` or nonces give our script tag the page’s `nonce` instead.',
    },
    csp_connect: {
      title: 'The page’s policy blocks the catalogue',
      text: 'The content security policy ({directive}) keeps cards and shelves from reading products and prices.',
      fix: 'Add `{pool}` to `connect-src`.',
    },
    csp_image: {
      title: 'The page’s policy blocks pictures',
      text: 'The content security policy ({directive}) keeps product pictures from cards and shelves.',
      fix: 'Add `{pool}` to `img-src`.',
    },
    csp_frame: {
      title: 'The page’s policy blocks the frame',
      text: 'The content security policy ({directive}) keeps the checkout from opening over the page: buyers are sent to the hosted checkout.',
      fix: 'Add `{pool}` to `frame-src`, or set `mode="redirect"` so that no frame is tried.',
    },
    csp_trusted_types: {
      title: 'The page’s list of Trusted Types leaves ours out',
      text: 'The panel cannot load: cards and shelves stay empty, buttons lead to the hosted checkout.',
      fix: 'Add `{name}` to the `trusted-types` directive.',
    },
    csp_theme: {
      title: 'The page’s policy blocks the theme',
      text: 'The content security policy ({directive}) does not let the style sheet {address} load: our elements keep their own colours.',
      fix: 'Add `{pool}` to `style-src`, or copy the sheet into one of the page’s own.',
    },
    csp_style: {
      title: 'The page’s policy ignores style attributes',
      text: 'Colours that stand in `style="…"` on our elements have no effect ({directive}).',
      fix: 'Set the custom properties in a style sheet: `kameng-buy { --kameng-accent: … }`.',
    },
    csp_sandbox: {
      title: 'The page is in a sandbox',
      text: 'Its content security policy says sandbox and leaves out {tokens}: scripts or the payment window cannot work.',
      fix: 'Add `{tokens}` to the `sandbox` directive, or take it out.',
    },
    isolated: {
      title: 'The page isolates itself',
      text: 'The page is cross-origin isolated (COEP), where no frame of ours can load: buttons redirect.',
      fix: 'Set `mode="redirect"`, so that no frame is tried first. Its header says `{policy}`.',
    },
    frame_of_checkout: {
      title: 'A frame shows a page that no frame may show',
      text: '{address} keeps money and codes, so browsers refuse it in a frame.',
      fix: 'Take `{pool}/embed/frame/prd_…?site=pk_…` for the frame; it opens the checkout outside.',
    },
    frame_sandboxed: {
      title: 'The frame’s sandbox is too tight',
      text: 'Without {tokens} the checkout cannot open or cannot take the payment.',
      fix: 'Add `{tokens}` to its `sandbox`.',
    },
    key_secret: {
      title: 'A secret key is on the page',
      text: '{where} carries a SECRET key in “{name}”. Revoke it now and use the publishable one, pk_….',
      fix: 'Everybody who opened the page has it. Make a new secret key, revoke this one, look through the shop’s last orders.',
    },
    key_unknown: {
      title: 'The site key is not known here',
      text: '{key} belongs to no site of this pool, or was revoked: nothing can be bought with it.',
      fix: 'Copy the publishable key of your site again.',
    },
    origin_not_listed: {
      title: 'The site does not list this page',
      text: '{origin} is not among the origins of {key}: cards stay empty and the checkout opens on its own page only.',
      fix: 'Add `{origin}` to the site’s list of origins. With and without www are two origins.',
    },
    ref_unknown: {
      title: 'The referral ID is not known here',
      text: 'Nobody, or nobody any more, has {ref}: sales belong to no agent, and cards refuse to load.',
      fix: 'Check how the ID is written.',
    },
    product_unknown: {
      title: 'The product is not for sale here',
      text: 'There is no product {product}, or it was taken off the catalogue.',
      fix: 'Choose a product in the catalogue and copy its ID.',
    },
    product_sold_out: {
      title: 'Sold out at the moment',
      text: '“{name}” ({product}) has no codes left just now.',
      fix: 'It is sold again as soon as a supplier adds codes; or show another product.',
    },
    no_product: {
      title: 'An element names no product',
      text: '<{tag}> names no product.',
      fix: 'Add `product="prd_…"`.',
    },
    no_seller: {
      title: 'Nobody sells here',
      text: '<{tag}> has neither site nor ref: the pool lets nobody’s page frame a checkout, so it redirects.',
      fix: 'Add `site="pk_…"` or `ref="…"`, or once for the page: `data-site` or `data-ref` on the script tag.',
    },
    no_link: {
      title: 'A button without a link',
      text: '<kameng-buy> has no link inside: without our script it is nothing. Put <a href="…/buy/prd_…"> into it.',
      fix: 'Put `<a href="{link}">` into it. It sells in mails, feed readers and wherever the script is blocked.',
    },
    link_differs: {
      title: 'The button and its link sell different things',
      text: 'The element says {product}, the link inside leads to {other}.',
      fix: 'Make both name the same product.',
    },
    self_closed: {
      title: 'A tag that is not closed',
      text: 'HTML does not know <{tag} />: everything that follows ends up inside of it.',
      fix: 'Write `<{tag} …></{tag}>`.',
    },
    snippet_as_text: {
      title: 'The snippet is shown as text',
      text: 'An editor has escaped it, or the plugin that reads the shortcode is not active.',
      fix: 'Paste it into an HTML block or the code view, or activate the plugin.',
    },
    unknown_element: {
      title: 'There is no such element',
      text: '<{tag}> is none of ours, so nothing happens there.',
      fix: 'There are: {known}.',
    },
    unknown_attribute: {
      title: 'There is no such attribute',
      text: '<{tag}> has no attribute “{name}”.',
      fix: 'The reference at `/docs/reference/elements/` lists them all.',
    },
    bad_value: {
      title: 'A value that cannot be',
      text: '{where}: “{name}” cannot be “{value}”.',
      fix: 'The reference at `/docs/reference/elements/` says what it takes.',
    },
    page_not_secure: {
      title: 'The page comes over plain http',
      text: 'Whoever sits between can put another button in its place. Live sites are sold from over https only.',
      fix: 'Serve the page over https and list that origin.',
    },
  },
};
