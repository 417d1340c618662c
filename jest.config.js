// Unit tests run in one time zone, whatever the machine's is.
process.env.TZ = 'UTC';

const scaffold = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const [[, swc]] = Object.entries(scaffold.transform);

module.exports = {
  ...scaffold,
  modulePaths: [],
  testMatch: ['<rootDir>/{src,pkg,scripts,tests/{contracts,thread,stack,dashboards,prometheus}}/**/*.test.{ts,tsx}'],
  // Panels under user events take seconds on a busy machine; a test that hangs still ends.
  testTimeout: 30_000,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/artifacts'],
  // d3 ships .mjs, which the scaffold's pattern misses.
  transform: { '^.+\\.(m?[jt]sx?)$': swc },
  transformIgnorePatterns: [
    nodeModulesToTransform([
      ...grafanaESModules,
      'd3-[a-z-]+',
      'internmap',
      'delaunator',
      'robust-predicates',
      'marked',
      '@grafana/react-data-grid',
      '@grafana/lezer-[a-z]+',
      'pure-rand',
      'tinyqueue',
      're2js',
      'fast-check',
      'cockatiel',
      // Grafana 13.2's packages bring these.
      '@react-hookz/web',
      '@ver0/deep-equal',
    ]),
  ],
};
