import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/dist/', '**/generated/', '**/.turbo/']),
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'object-shorthand': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^@foldline/[^/]+/src/', message: 'Import a package through its public exports.' },
            { regex: '^(\\.\\./)+[^./][^/]*/src/', message: 'Import another package by its name.' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        // The programs of `npm run typecheck`: a program for each package would read what they share many times.
        project: [
          'tsconfig.json',
          'services/frontend/browser/tsconfig.json',
          'services/frontend/test/browser/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A sixth of the time that all rules take, for what is not here: enums, and classes that are taken for one another.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A number in a message is plain; only objects and the like deserve the error.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The environment is read once, validated and typed, in a service's config.ts.
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in config.ts only.' },
      ],
    },
  },
  {
    files: ['services/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@foldline/(?!service-kit/|local-postgres/)|^(\\.\\./)+[^./][^/]*/src/',
              message: 'Services meet over HTTP, never by import.',
            },
          ],
        },
      ],
    },
  },
  {
    // The places that are handed the environment: services' config.ts, tests, and what runs before a service exists.
    files: [
      '**/config.ts',
      '**/prisma.config.ts',
      '**/test/**',
      '**/testing/**',
      '**/*.test.ts',
      'packages/local-postgres/**',
      'tools/**',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Plain JavaScript here runs before anything is installed, and speaks to a person in a terminal.
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    // What verifies a release runs in a pod, and tells its log.
    files: ['env-repo/delivery/files/*.mjs'],
    languageOptions: { globals: { fetch: 'readonly', AbortSignal: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
);
