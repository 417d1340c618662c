import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the bundle is made of, besides `src/`. */
const ALSO = ['package.json', 'webpack.config.ts', 'README.md', 'CHANGELOG.md'];

/** Whether `dist/` is missing, or older than anything that it is built from. */
export function isStale(root: string): boolean {
  const built = modified(path.join(root, 'dist/module.js'));
  if (built === undefined) {
    return true;
  }
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).map(
    (file) => `src/${file}`
  );
  return [...sources, ...ALSO].some(
    (file) => !/\.test\.tsx?$/.test(file) && (modified(path.join(root, file)) ?? 0) > built
  );
}

function modified(file: string): number | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true ? stat.mtimeMs : undefined;
}
