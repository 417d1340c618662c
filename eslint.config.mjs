import grafanaPlugins from '@grafana/eslint-plugin-plugins';
import i18n from '@grafana/i18n/eslint-plugin';
import { defineConfig } from 'eslint/config';

import scaffold from './.config/eslint.config.mjs';

export default defineConfig([
  // webpack.config.ts is outside the type-checked project: it includes the scaffold's own configuration.
  {
    ignores: [
      'webpack.config.ts',
      'dist/',
      'artifacts/',
      'coverage/',
      '.config/',
      'test-results/',
      'playwright-report/',
      '**/generated/',
    ],
  },
  ...scaffold,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      complexity: ['error', 14],
      'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }],
      'no-console': 'error',
    },
  },
  {
    // What ships: words through i18n, only API of the Grafana that the bundle asks for.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    plugins: { '@grafana/plugins': grafanaPlugins, '@grafana/i18n': i18n },
    rules: {
      '@grafana/i18n/no-untranslated-strings': ['error', { calleesToIgnore: ['^css$'] }],
      '@grafana/i18n/no-translation-top-level': 'error',
    },
  },
  {
    // The engine is pure: no clock, no randomness, no I/O.
    files: ['src/engine/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'localStorage', 'performance', 'setTimeout'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The engine has no clock.' },
        { object: 'Math', property: 'random', message: 'The engine has no randomness.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date']", message: 'The engine has no clock.' },
      ],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'tests/**/*.ts'],
    rules: { 'max-lines': 'off', complexity: 'off' },
  },
  {
    // Programs that talk to a terminal.
    files: ['pkg/**/*.ts', 'scripts/**/*.{ts,mjs}', 'tests/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
]);
