import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration, RuleSetRule } from 'webpack';
import { merge } from 'webpack-merge';

import scaffold, { type Env } from './.config/webpack/webpack.config.ts';

/**
 * The scaffold copies only the root plugin's logos, but every nested plugin.json names its own, and the catalogue
 * demands that they exist.
 */
const nestedLogos = new CopyWebpackPlugin({
  patterns: [{ from: '*/**/img/*.svg', to: '.', noErrorOnMissing: true }],
});

/**
 * Grafana 12.4's own browsers run ES2020. The scaffold's ES2015 writes the helpers of object spread, generators and
 * async functions into every file, which makes nested plugins larger and their loops over rows slower.
 */
function modernTarget(rule: RuleSetRule): RuleSetRule {
  const { use } = rule;
  if (typeof use !== 'object' || Array.isArray(use) || use.loader !== 'swc-loader') {
    return rule;
  }
  return { ...rule, use: merge(use, { options: { jsc: { target: 'es2020' } } }) };
}

export default async function config(env: Env): Promise<Configuration> {
  const base = await scaffold(env);
  const rules = base.module?.rules?.map((rule) =>
    typeof rule === 'object' && rule !== null ? modernTarget(rule) : rule
  );
  return {
    ...merge(base, {
      plugins: [nestedLogos],
      // Nested plugins cannot load chunks (they would be looked for in the child's folder), so each carries its own code;
      // the bundle check holds the real limits.
      performance: { hints: false },
    }),
    module: { ...base.module, rules },
  };
}
