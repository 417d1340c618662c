import fc from 'fast-check';
import { NOT_NARROWED, ofSignal, type Narrowing } from '../filters/narrowing';
import { DEFAULT_SCOPE, scopeConditions } from '../filters/scope';
import type { AttributeFilter } from '../query';
import { parseQuery } from '../testing/officialGrammars';
import { logqlStages, narrowedSelection, promqlMatchers, traceqlCondition } from './conditions';

const PROD = scopeConditions({ environment: 'prod' }, DEFAULT_SCOPE);
const both =
  '(resource.deployment.environment.name = "prod" || resource.deployment.environment = "prod") && resource.service.version != "1.2"';

function narrowing(...filters: readonly AttributeFilter[]): Narrowing {
  return { scope: PROD, filters };
}

const NOT_1_2: AttributeFilter = { key: 'resource.service.version', operator: '!=', value: '1.2' };

describe('a selection within a scope', () => {
  it.each([
    ['{ }', `{ ${both} }`],
    ['{ true }', `{ ${both} }`],
    ['{ status = error }', `{ (status = error) && ${both} }`],
    ['{ a } >> { b } | count() > 2', `{ (a) && ${both} } >> { (b) && ${both} } | count() > 2`],
    ['{ name = "a } { b" }', `{ (name = "a } { b") && ${both} }`],
    ['{ name = "\\"}" }', `{ (name = "\\"}") && ${both} }`],
    ['{ name = `}` }', `{ (name = \`}\`) && ${both} }`],
  ])('%s', (selection, expected) => {
    expect(narrowedSelection(selection, narrowing(NOT_1_2))).toBe(expected);
  });

  it('stays as it is without one', () => {
    expect(narrowedSelection('{ a }', NOT_NARROWED)).toBe('{ a }');
  });
});

it.each([
  [{ key: 'status', operator: '=', value: 'error' }, 'status = error'],
  [{ key: 'duration', operator: '!=', value: '1.5s' }, 'duration != 1.5s'],
  [{ key: 'name', operator: '=', value: 'GET' }, 'name = "GET"'],
  [{ key: 'service_name', operator: '=', value: 'cart' }, 'resource.service.name = "cart"'],
  [{ key: 'cluster', operator: '=~', value: 'eu-(a|b)' }, '.cluster =~ "eu-(a|b)"'],
  [{ key: '.a', operator: '=', value: 'x$y' }, '.a =~ "x\\\\x24y"'],
  [{ key: '.a', operator: '!=', value: 'x|y' }, '.a !~ "x\\\\x7cy"'],
] as const)('the filter %j is %s to a trace source', (filter, expected) => {
  expect(traceqlCondition({ scope: [], filters: [filter] })).toBe(expected);
});

it('is one stage a condition to a log source, any of the names for the scope', () => {
  expect(logqlStages(narrowing(NOT_1_2))).toBe(
    ' | deployment_environment_name="prod" or deployment_environment="prod" | service_version!="1.2"'
  );
  expect(logqlStages(NOT_NARROWED)).toBe('');
});

it('uses the labels that a metric has, and names what it could not apply', () => {
  const has = (label: string): boolean => label === 'deployment_environment';
  expect(promqlMatchers(narrowing(NOT_1_2), has)).toEqual({
    matchers: ['deployment_environment="prod"'],
    unapplied: ['resource.service.version'],
  });
});

it('is parsed by the languages whatever the values hold', () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 12 });
  const operator = fc.constantFrom<'=' | '!='>('=', '!=');
  fc.assert(
    fc.property(value, value, operator, (environment, filterValue, how) => {
      const all: Narrowing = {
        scope: scopeConditions({ environment }, DEFAULT_SCOPE),
        filters: [{ key: 'resource.a.b', operator: how, value: filterValue }],
      };
      expect(parseQuery('traceql', narrowedSelection('{ status = error }', all)).errors).toBe(0);
      expect(parseQuery('logql', `{a="b"}${logqlStages(all)}`).errors).toBe(0);
    }),
    { seed: 4, numRuns: 100 }
  );
});

it('keeps from each signal what would hide it all', () => {
  const filters: readonly AttributeFilter[] = ['span.a', 'resource.b', 'label', 'service_name', 'status'].map(
    (key) => ({ key, operator: '=', value: 'x' })
  );
  const keys = (signal: 'traces' | 'logs'): readonly string[] =>
    ofSignal(signal, { scope: [], filters }).filters.map(({ key }) => key);
  expect(keys('traces')).toEqual(['span.a', 'resource.b', 'service_name', 'status']);
  expect(keys('logs')).toEqual(['resource.b', 'label', 'service_name']);
});
