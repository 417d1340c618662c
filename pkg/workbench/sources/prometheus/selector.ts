import { Refusal, refuse } from '../answer';
import { comparison, type Test } from '../matching';
import { child, collect, need, type Part, unquote } from '../syntax';
import type { Selector } from './expression';

export const LANGUAGE = 'PromQL';
const NAME = '__name__';
const MATCHERS = new Set(['UnquotedLabelMatcher', 'QuotedLabelMatcher', 'QuotedLabelName']);
const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly literal: string;
  readonly test: Test;
}

/**
 * Reads a vector selector: a name, and matchers in braces, of `__name__` too; quoted names as Prometheus 3 takes them.
 *
 * @throws Refusal when it would select everything, as Prometheus does.
 */
export function readSelector(part: Part): Selector {
  const identifier = child(part, 'Identifier')?.text;
  const matchers = [
    ...(identifier === undefined ? [] : [named(identifier)]),
    ...collect(part, MATCHERS).map(readMatcher),
  ];
  if (matchers.every(({ test }) => test(''))) {
    throw new Refusal('vector selector must contain at least one non-empty matcher');
  }
  const equal = matchers.filter(
    ({ label, operator }) => operator === '=' && matchers.filter((other) => other.label === label).length === 1
  );
  return {
    name: equal.find(({ label }) => label === NAME)?.literal,
    matches: (labels) => matchers.every(({ label, test }) => test(labels[label] ?? '')),
    equal: Object.fromEntries(
      equal
        .filter(({ label, literal }) => label !== NAME && literal !== '')
        .map(({ label, literal }) => [label, literal])
    ),
  };
}

function readMatcher(part: Part): Matcher {
  if (part.name === 'QuotedLabelName') {
    return named(unquote(part.text));
  }
  const quoted = child(part, 'QuotedLabelName');
  const label = quoted === undefined ? need(LANGUAGE, part, 'LabelName').text : unquote(quoted.text);
  const operator = need(LANGUAGE, part, 'MatchOp').text;
  const literal = unquote(need(LANGUAGE, part, 'StringLiteral').text);
  return matcher(label, operator, literal);
}

function named(name: string): Matcher {
  return matcher(NAME, '=', name);
}

function matcher(label: string, operator: string, literal: string): Matcher {
  const test = comparison(operator, literal) ?? refuse(LANGUAGE, 'the operator', operator);
  return { label, operator, literal, test };
}

/** Milliseconds of `1h30m`, `-5m`, or of a plain number of seconds, as Prometheus 3 takes it. */
export function durationMs(written: string): number {
  const negative = written.startsWith('-');
  const text = written.replace(/^[-+]/, '').trim();
  const plain = Number(text);
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (Number.isNaN(plain) && parts.map(([whole]) => whole).join('') !== text) {
    return refuse(LANGUAGE, 'the duration', written);
  }
  const ms = Number.isNaN(plain)
    ? parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit], 0)
    : plain * UNIT_MS.s;
  return negative ? -ms : ms;
}
