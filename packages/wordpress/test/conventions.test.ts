/**
 * Our own checks of WordPress' and WooCommerce's conventions, for what the sniffs of phpcs.xml do not see. Not WPCS and not Plugin
 * Check, which need more than apt and npm have. Each rule is shown a file that breaks it.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const files = globSync('plugin/**/*.php', { cwd: root }).toSorted();
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const withoutComments = (text: string) => text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '');
/** Lines that are not excused by a `phpcs:ignore` with its reason. */
const lines = (text: string) => text.split('\n').filter((line) => !/phpcs:ignore [\w.]+( -- .+)?/.test(line));
const functions = (text: string) => text.split(/(?=\bfunction \w+\()/);

interface Rule {
  breaks: (text: string, file: string) => boolean;
  /** PHP that breaks it. */
  example: string;
  /** Where the rule does not hold. */
  except?: RegExp;
}

const rules: Record<string, Rule> = {
  'a route without permission_callback or args': {
    breaks: (text) =>
      text.includes('register_rest_route(') &&
      (text.match(/'callback'\s*=>/g)?.length ?? 0) >
        Math.min(text.match(/'permission_callback'\s*=>/g)?.length ?? 0, text.match(/'args'\s*=>/g)?.length ?? 0),
    example: `register_rest_route( 'a', '/b', array( 'callback' => 'c', 'permission_callback' => 'd' ) );`,
  },
  'a form that is carried out without nonce': {
    breaks: (text) =>
      functions(text).some(
        (body) => /\$_(POST|REQUEST)\b/.test(body) && !/check_admin_referer|wp_verify_nonce/.test(body),
      ),
    example: `function save() { update_option( 'a', sanitize_key( wp_unslash( $_POST['a'] ) ) ); }`,
  },
  'a form that is carried out without a look at who sends it': {
    breaks: (text) => text.includes("'admin_post_") && !text.includes('current_user_can('),
    example: `add_action( 'admin_post_x', 'y' );`,
  },
  'a form for strangers': {
    breaks: (text) => /admin_post_nopriv|wp_ajax_/.test(text),
    example: `add_action( 'admin_post_nopriv_x', 'y' );`,
  },
  'input that is not unslashed and sanitised': {
    breaks: (text) =>
      lines(text).some((line) => {
        const bare = line.replaceAll(/(isset|is_string|is_array)\( \$_\w+\[[^\]]*\](\[[^\]]*\])? \)/g, '');
        return (
          /\$_(GET|POST|REQUEST|COOKIE)\[/.test(bare) && !(/wp_unslash\(/.test(bare) && /sanitize_|absint\(/.test(bare))
        );
      }),
    example: `$a = $_GET['a'];`,
  },
  'a query that is not prepared': {
    breaks: (text) => /\$wpdb->(query|get_(?:results|row|col|var))\((?!\s*\$wpdb->prepare)/.test(text),
    example: '$wpdb->query( "DELETE FROM $table" );',
  },
  'a prepared query with something in it, unexcused': {
    breaks: (text) => lines(text).some((line) => /\$wpdb->prepare\(\s*"[^"]*\$/.test(line)),
    example: '$wpdb->query( $wpdb->prepare( "DELETE FROM $table WHERE id = %d", 1 ) );',
  },
  'code from elsewhere, or hidden': {
    breaks: (text) =>
      /\b(eval|assert|create_function|curl_init|file_get_contents|shell_exec|exec|passthru|proc_open|unserialize|base64_decode|gzinflate|str_rot13|move_uploaded_file)\s*\(/.test(
        lines(text).join('\n'),
      ),
    example: `eval( base64_decode( 'x' ) );`,
  },
  'a request without an end, or that follows a key elsewhere': {
    breaks: (text) =>
      [...text.matchAll(/\bwp_remote_(?:get|post|request)\((.*?)\);/gs)].some(
        ([, given]) => !/'timeout'/.test(given!) || !/'redirection'\s*=>\s*0/.test(given!),
      ),
    example: `wp_remote_get( 'https://x.example', array( 'timeout' => 5 ) );`,
  },
  'a text without our domain, or not in the source': {
    breaks: (text) =>
      /\b(?:esc_html__|esc_attr__|esc_html_e|esc_attr_e|__|_e)\((?!\s*'(?:[^'\\]|\\.)*', 'kameng' \))/.test(text),
    example: `__( $text, 'kameng' );`,
  },
  'a text with places and no word to translators': {
    breaks: (text) =>
      text.split('\n').some((line, at, all) => {
        const place = /__\( '[^']*%(?:\d\$)?[sd]/.test(line);
        return place && !/translators:/.test(line) && !/translators:/.test(all[at - 1] ?? '');
      }),
    example: `sprintf( __( 'Hello %s', 'kameng' ), $name );`,
  },
  'an asset from elsewhere': {
    breaks: (text) => /wp_(register|enqueue)_(script|style)\([^;]*'https?:/.test(text),
    example: `wp_enqueue_script( 'a', 'https://cdn.example/a.js' );`,
  },
  'an address of one’s own machine': {
    breaks: (text) => /https?:\/\/(localhost|127\.0\.0\.1)/.test(text),
    example: `$pool = 'http://localhost:4000';`,
  },
  'an order or product read past WooCommerce': {
    breaks: (text) =>
      /(get|update|add)_post_meta\(|'post_type'\s*=>\s*'(shop_order|product)|wc_order_itemmeta|\$wpdb->(posts|postmeta)/.test(
        text,
      ),
    example: `update_post_meta( $order_id, '_x', 'y' );`,
  },
  'WooCommerce outside its adapter': {
    breaks: (text) => /\b(wc_\w+|WC)\(/.test(text),
    example: `wc_get_order( 1 );`,
    except: /src\/Woo\//,
  },
  'an option that may hold a key and loads with every page': {
    breaks: (text) =>
      /update_option\( self::OPTION, \$(values|known) \)|add_option\( self::SECRET[^;]*, (true|'yes') \)/.test(text),
    example: `update_option( self::OPTION, $values );`,
  },
  'an updater of its own': {
    breaks: (text) => /pre_set_site_transient_update_plugins|plugins_api/.test(text),
    example: `add_filter( 'plugins_api', 'x' );`,
  },
  'a name for everybody that is not ours': {
    breaks: (text) => /^(?:function|class|const) (?!kameng)/im.test(text) && !/^namespace Kameng/m.test(text),
    example: `function helper() {}`,
  },
};

for (const [rule, { breaks, example, except }] of Object.entries(rules))
  test(`nowhere: ${rule}`, () => {
    assert.ok(breaks(withoutTags(example), 'example.php'), 'the rule does not see its own example');
    const found = files.filter(
      (file) =>
        !except?.test(file) && breaks(rule.includes('translators') ? read(file) : withoutComments(read(file)), file),
    );
    assert.deepEqual(found, []);
  });

function withoutTags(text: string): string {
  return text.replace(/^<\?php\s*/, '');
}

test('nowhere: something printed that is not escaped', () => {
  const look = (paths: string[]) =>
    JSON.parse(execFileSync('php', [join(root, 'test/php/escaping.php'), ...paths], { encoding: 'utf8' })) as string[];
  assert.deepEqual(look(files.map((file) => join(root, file))), []);
  const folder = mkdtempSync(join(tmpdir(), 'kameng-conventions-'));
  try {
    const wrong = join(folder, 'wrong.php');
    writeFileSync(
      wrong,
      `<?php\necho '<b>' . $name;\n$a = 1;\nprintf( '%s', esc_html( $name ) . $other );\necho (int) $a . esc_html( $b );\necho $c ? 'x' : 'y';\n`,
    );
    assert.deepEqual(look([wrong]), ['wrong.php:2 $name', 'wrong.php:4 $other']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the readme is one that the plugin directory can read', () => {
  const readme = read('plugin/readme.txt');
  for (const section of ['Description', 'Installation', 'External services', 'Frequently Asked Questions', 'Changelog'])
    assert.ok(readme.includes(`== ${section} ==`), section);
  const tags = /^Tags: (.+)$/m.exec(readme)![1]!.split(', ');
  assert.ok(tags.length <= 5, `${tags.length} tags`);
  const short = readme.split('\n\n')[1]!;
  assert.ok(!short.includes('\n'), 'the short description is one line');
  assert.match(readme, new RegExp(`= ${/^Stable tag: (.+)$/m.exec(readme)![1]} =`));
});

test('only kinds of files that a plugin needs are in the folder', () => {
  const kinds = new Set(globSync('plugin/**/*.*', { cwd: root }).map((file) => file.split('.').at(-1)));
  assert.deepEqual(
    [...kinds].filter((kind) => !['php', 'css', 'json', 'po', 'txt', 'js', 'mo'].includes(kind!)),
    [],
  );
});
