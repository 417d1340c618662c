import { readFileSync } from 'node:fs';
import path from 'node:path';

import CopyWebpackPlugin from 'copy-webpack-plugin';
import TerserPlugin from 'terser-webpack-plugin';
import webpack, { type Configuration, type RuleSetRule } from 'webpack';
import { merge } from 'webpack-merge';
import VirtualModulesPlugin from 'webpack-virtual-modules';

import scaffold, { type Env } from './.config/webpack/webpack.config.ts';
import pluginJson from './src/plugin.json' with { type: 'json' };

/**
 * The scaffold copies only the root plugin's logos, but every nested plugin.json names its own, and the catalogue
 * demands that they exist.
 */
const nestedLogos = new CopyWebpackPlugin({
  patterns: [{ from: '*/**/img/*.svg', to: '.', noErrorOnMissing: true }],
});

/**
 * Grafana 12.4's own browsers run ES2020. The scaffold's ES2015 writes the helpers of object spread, generators and
 * async functions into every file, which makes nested plugins larger and their loops over rows slower. Fields of classes
 * are assigned: no class of ours inherits a setter.
 */
function modernTarget(rule: RuleSetRule): RuleSetRule {
  const { use } = rule;
  if (typeof use !== 'object' || Array.isArray(use) || use.loader !== 'swc-loader') {
    return rule;
  }
  return {
    ...rule,
    use: merge(use, {
      options: {
        jsc: {
          target: 'es2020',
          assumptions: { setPublicClassFields: true },
          transform: { react: { runtime: 'automatic', development: false } },
        },
      },
    }),
  };
}

/**
 * The minifier of the compiler that the scaffold already uses: its output is a twentieth smaller than Terser's, in a tenth
 * of the time. `unsafe_arrows` is about function expressions that somebody calls with `new`: the bundle holds classes only.
 */
const minimizer = new TerserPlugin({
  minify: TerserPlugin.swcMinify,
  extractComments: false,
  terserOptions: {
    ecma: 2020,
    compress: { passes: 8, hoist_vars: true, unsafe_arrows: true, pure_funcs: ['console.log', 'console.info'] },
    format: { comments: { regex: String.raw`\[create-plugin\]` } },
  },
});

/**
 * What `@grafana/i18n` brings along and `initPluginTranslations` never reaches: a pseudo language and the detection of
 * languages for Grafana itself, and the list of HTML elements for the parser of `<Trans>`, which nobody here uses.
 */
const notCarried = new webpack.IgnorePlugin({ resourceRegExp: /^i18next-pseudo$/ });
const EMPTY = { 'i18next-browser-languagedetector': false, 'void-elements': false } as const;

/** Does not say of itself that importing it does nothing; so it stayed in plugins that use none of it. */
const pureLibrary: RuleSetRule = { test: /node_modules[\\/]simple-statistics[\\/]/, sideEffects: false };

/** Comes bundled, with algorithms on graphs that laying one out has no need of. */
const droppableNamespaces = path.resolve('scripts/webpack/droppable-namespaces.cjs');
const bundledLibrary: RuleSetRule = { test: /node_modules[\\/]@dagrejs[\\/]dagre[\\/]/, use: droppableNamespaces };

/**
 * Editors of a nested plugin are a chunk with copies of what it shares with the plugin. Sharing modules would take them out
 * of the one scope from which the minifier takes what is not used: 12 kB more in every dashboard, for a smaller chunk.
 */
const ownCopies: RuleSetRule = { test: /[\\/]src[\\/]datasource[\\/]editors\.ts$/, layer: 'editors' };

/** What handles the bundle as a whole, not one plugin of it: files copied, placeholders filled in. */
const ONCE = [
  'CopyPlugin',
  'ReplaceInFilePlugin',
  'BuildModeWebpackPlugin',
  'VirtualModulesPlugin',
  'LiveReloadPlugin',
  'ForkTsCheckerWebpackPlugin',
];

/**
 * One compilation for each plugin. Together, what two plugins share would stay a module with exports of its own; alone,
 * each is one scope, from which the minifier takes what is not used.
 */
export default async function config(env: Env): Promise<Configuration[]> {
  const { entry } = await scaffold(env);
  const entries = Object.entries(typeof entry === 'object' ? entry : {}).sort(([a], [b]) => depth(a) - depth(b));
  const configs = await Promise.all(entries.map(([name, file], index) => pluginConfig(env, name, file, index === 0)));
  return Object.assign(configs, { parallelism: 1 });
}

/** The scaffold's own virtual module, which serves one compilation only: a plugin's files are where its module is. */
function publicPath(id: string): VirtualModulesPlugin {
  return new VirtualModulesPlugin({
    'node_modules/grafana-public-path.js': `
import amdMetaModule from 'amd-module';

__webpack_public_path__ =
  amdMetaModule && amdMetaModule.uri
    ? amdMetaModule.uri.slice(0, amdMetaModule.uri.lastIndexOf('/') + 1)
    : 'public/plugins/${id}/';
`,
  });
}

/** The ID of the plugin in a folder of `src`. */
function ownId(folder: string): string {
  const { id }: { id: string } = JSON.parse(readFileSync(path.join('src', folder, 'plugin.json'), 'utf8'));
  return id;
}

function depth(name: string): number {
  return name.split('/').length;
}

async function pluginConfig(env: Env, name: string, file: string, isFirst: boolean): Promise<Configuration> {
  const base = await scaffold(env);
  const rules = base.module?.rules?.map((rule) =>
    typeof rule === 'object' && rule !== null ? modernTarget(rule) : rule
  );
  const folder = path.dirname(name);
  const id = isFirst ? pluginJson.id : ownId(folder);
  return {
    ...base,
    name,
    // A nested plugin is built as Grafana serves it: its folder is the root of its files.
    entry: { [path.basename(name)]: file },
    cache: {
      type: 'filesystem',
      name: `clew-${name.replaceAll('/', '-')}-${env.production ? 'production' : 'development'}`,
      buildDependencies: { config: [path.resolve('webpack.config.ts'), droppableNamespaces] },
    },
    // Only the first compilation may empty the folder that all write into; one follows the other.
    output: isFirst
      ? base.output
      : {
          ...base.output,
          clean: false,
          path: path.join(base.output?.path ?? '', folder),
          publicPath: `public/plugins/${id}/`,
          // Chunks of all plugins of a page announce themselves in a global list; its name must be the plugin's own.
          uniqueName: id,
        },
    plugins: isFirst
      ? [...(base.plugins ?? []), notCarried, nestedLogos]
      : [
          ...(base.plugins ?? []).filter((plugin) => !ONCE.includes(plugin?.constructor.name ?? '')),
          notCarried,
          publicPath(id),
        ],
    experiments: { ...base.experiments, layers: true },
    // The bundle check holds the real limits.
    performance: { hints: false },
    resolve: { ...base.resolve, alias: EMPTY },
    optimization: {
      ...base.optimization,
      minimizer: [minimizer],
      splitChunks: isFirst && base.optimization?.splitChunks,
    },
    module: {
      ...base.module,
      rules: [...(rules ?? []), pureLibrary, bundledLibrary, ownCopies],
    },
  };
}
