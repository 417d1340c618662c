import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** The page's files by name, ready to be sent. */
export type PageFiles = ReadonlyMap<string, Uint8Array>;

const SCHEMA_TABLE = /raw\/composable\/table\/panelcfg\/x\/TablePanelCfg_types\.gen$/;
const MONACO = /^(monaco-editor|@monaco-editor\/react)(\/.*)?$/;
const FONTS = /GlobalStyles\/fonts\.mjs$/;
const ROUTERS = /^react-router(-dom|-dom-v5-compat)?$/;
const ENTRY = 'host/main.tsx';

/** Bundles the host page from the npm packages of Grafana. Takes a few seconds on two cores; nothing is written to disk. */
export async function bundlePage(root: string): Promise<PageFiles> {
  const outdir = path.join(root, 'host');
  const result = await build({
    entryPoints: [path.join(root, 'pkg/workbench', ENTRY)],
    outdir,
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    logLevel: 'error',
    // SystemJS puts an AMD `define` on the page, and bundled UMD modules must not hand themselves over to it.
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis', define: 'undefined' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl' },
    plugins: [routers(root), missingDefaults, withoutMonaco, withoutFonts],
  });
  return new Map(
    result.outputFiles.map(({ path: file, text }) => [path.relative(outdir, file), encode(commonDefaults(text))])
  );
}

/** `@grafana/ui`, scenes and the host must share one router: all its names lead to one copy of version 6. */
function routers(root: string): Plugin {
  return {
    name: 'one-router',
    setup({ onResolve, resolve }) {
      onResolve({ filter: ROUTERS }, ({ path: name, pluginData }) =>
        pluginData === 'resolved'
          ? undefined
          : resolve(name === 'react-router' ? name : 'react-router-dom', {
              kind: 'import-statement',
              resolveDir: root,
              pluginData: 'resolved',
            })
      );
    },
  };
}

/** Scenes 8.19 imports `defaultOptions` of the table panel, which schema 12.4.10 no longer exports. */
const missingDefaults: Plugin = {
  name: 'table-defaults',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: SCHEMA_TABLE }, () => ({ path: 'table', namespace: 'table-defaults' }));
    onLoad({ filter: /.*/, namespace: 'table-defaults' }, () => ({ contents: 'export const defaultOptions = {};' }));
  },
};

/** No page of the demo edits code, and Monaco would be half of the bundle. */
const withoutMonaco: Plugin = {
  name: 'without-monaco',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: MONACO }, () => ({ path: 'monaco', namespace: 'without-monaco' }));
    onLoad({ filter: /.*/, namespace: 'without-monaco' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** npm does not have Grafana's font files. Where Inter is installed it is used, elsewhere the next sans serif. */
const withoutFonts: Plugin = {
  name: 'without-fonts',
  setup({ onLoad }) {
    onLoad({ filter: FONTS }, () => ({ contents: "export const getFontStyles = () => '';" }));
  },
};

/**
 * esbuild treats an `.mjs` importer as Node would: the default import of a CommonJS module is `module.exports`, even when
 * that carries `__esModule`. Grafana's packages are built for bundlers that look at `__esModule`, so the helper is told to.
 */
function commonDefaults(code: string): string {
  return code.replace(/\b(\w+)\|\|!(\w+)\|\|!\2\.__esModule/g, '!$2||!$2.__esModule');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
