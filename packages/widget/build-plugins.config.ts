import * as esbuild from 'esbuild';
import type { Plugin } from 'rollup';

/** Erases types, fills in the version and squeezes the templates, which no minifier looks into. */
export function compile(version: string): Plugin {
  return {
    name: 'compile',
    async transform(code, id) {
      if (!id.endsWith('.ts')) return null;
      const define = { VERSION: JSON.stringify(version) };
      const { code: plain } = await esbuild.transform(code, {
        loader: 'ts',
        target: 'es2022',
        define,
        charset: 'utf8',
      });
      return squeezeTemplates(plain);
    },
  };
}

/** Minifies css`` templates, and takes the indentation out of html`` ones; between the attributes of a tag one space stays. */
export function squeezeTemplates(code: string): string {
  return code
    .replaceAll(/(?<=css`)[^`]*(?=`)/g, squeezeCss)
    .replaceAll(/(?<=[>}])\n\s+(?=[<$])/g, '')
    .replaceAll(/\n\s+(?=[@?.]?[a-z-]+=(?:"|\$\{)|>|\/>)/g, ' ');
}

/** What esbuild leaves of a style sheet, without the spaces it keeps in custom properties, whose values it may not read. */
function squeezeCss(css: string): string {
  const { code } = esbuild.transformSync(css, { loader: 'css', minify: true });
  return code
    .trim()
    .replaceAll(', ', ',')
    .replaceAll(/(--[\w-]+): /g, '$1:');
}
