import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';

import scaffold, { type Env } from './.config/webpack/webpack.config.ts';

/**
 * The scaffold copies only the root plugin's logos, but every nested plugin.json names its own, and the catalogue
 * demands that they exist.
 */
const nestedLogos = new CopyWebpackPlugin({
  patterns: [{ from: '*/**/img/*.svg', to: '.', noErrorOnMissing: true }],
});

export default async function config(env: Env): Promise<Configuration> {
  return merge(await scaffold(env), {
    plugins: [nestedLogos],
    // Nested plugins cannot load chunks (they would be looked for in the child's folder), so each carries its own code;
    // the bundle check holds the real limits.
    performance: { hints: false },
  });
}
