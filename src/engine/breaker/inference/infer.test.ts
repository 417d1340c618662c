import fc from 'fast-check';

import { EPOCH } from '../../../../pkg/testkit';
import { nanos } from '../../units';
import { inferBreakers } from './infer';
import type { EdgeCall, EdgeOutcomes } from './outcomes';

const STEP_MS = 100;
const LENGTH_MS = 20;

/**
 * Draws calls: one sign each 100 ms, a blank is none. `+` goes well, `-` fails at the callee, `x` is refused by name, `.` fails
 * at once without a word and without reaching anybody, `!` is refused by the network, which says so.
 */
function drawn(calls: string, instance = 'one'): readonly EdgeCall[] {
  return [...calls].flatMap((sign, row) => (sign === ' ' ? [] : [callOf(sign, row * STEP_MS, instance)]));
}

function callOf(sign: string, atMs: number, instance: string): EdgeCall {
  const reached = sign === '+' || sign === '-';
  return {
    start: nanos(atMs * 1e6),
    duration: nanos((reached ? LENGTH_MS : 0.1) * 1e6),
    outcome: sign === '+' ? 'success' : sign === 'x' ? 'rejected' : 'failure',
    ...(sign === 'x' ? { refusedBy: 'breaker' as const } : {}),
    network: sign === '!',
    source: 'client',
    ...(reached ? { served: nanos(LENGTH_MS * 0.9e6) } : {}),
    operation: 'op',
    instance,
    traceId: String(atMs),
    spanId: instance,
    parentSpanId: 'p',
  };
}

function edgeOf(...calls: ReadonlyArray<readonly EdgeCall[]>): EdgeOutcomes {
  return { caller: 'shop', callee: 'pay', calls: calls.flat().sort((a, b) => a.start - b.start) };
}

const SIGNS = { closed: 'c', open: 'O', 'half-open': 'h', forced: 'f', disabled: 'd', unknown: '?' } as const;

/** The state in the middle between two calls, one sign each 100 ms. */
function states(calls: string): string {
  const end = nanos(calls.length * STEP_MS * 1e6);
  const [breaker] = inferBreakers([edgeOf(drawn(calls))], { origin: EPOCH, end }).result;
  return [...calls]
    .map((_, row) => {
      const at = (row + 0.5) * STEP_MS * 1e6;
      const found = breaker?.intervals.find(({ start, end: until }) => start <= at && at < until);
      return found === undefined ? ' ' : SIGNS[found.state];
    })
    .join('');
}

describe('states read from calls', () => {
  it.each([
    [
      'opens with the failure before the first refusal, closes with its trial',
      '+++++---xxxxx+++++',
      'cccccccOOOOOOccccc',
    ],
    ['opens again when the trial fails', '+++++---xxxxx-xxxx+++', 'cccccccOOOOOOOOOOOccc'],
    ['reads refusals that say nothing', '+++++---.....+++++', 'cccccccOOOOOOccccc'],
    ['opens when the failure ends, and not at the refusal', '+++++--- xxxx+++', 'cccccccOOOOOOccc'],
    ['takes what the network refused for failures', '+++++---!!!!!!++++', '                  '],
    ['takes a wordless failure without a failure before it for one', '+++++.++++.+++++', '                '],
    ['does not know what was before', '     xxxx++++', '?????OOOOcccc'],
  ])('%s', (_, calls, expected) => {
    expect(states(calls)).toBe(expected);
  });

  it('finds how many trials there are: with three, one more is refused while they run', () => {
    // Three trials side by side, whose fourth is refused: not explained by fewer.
    const at = (ms: number, sign: string, length = LENGTH_MS): EdgeCall => ({
      ...callOf(sign, ms, 'one'),
      duration: nanos(length * 1e6),
    });
    const round = (from: number, sign: string): readonly EdgeCall[] => [
      ...[0, 100, 200, 300].map((ms) => at(from + ms, 'x', 0.1)),
      ...[1000, 1001, 1002].map((ms) => at(from + ms, sign, 500)),
      ...[1003, 1004, 1005].map((ms) => at(from + ms, 'x', 0.1)),
    ];
    const calls = [...drawn('+++++---'), ...round(1000, '-'), ...round(3000, '-'), ...round(5000, '+'), at(7000, '+')];
    const [breaker] = inferBreakers([edgeOf(calls)], { origin: EPOCH, end: nanos(8e9) }).result;
    expect(breaker?.configuration).toMatchObject({ trialCalls: 3 });
    expect(breaker?.transitions.map(({ to }) => to)).toEqual([
      'open',
      'half-open',
      'open',
      'half-open',
      'open',
      'half-open',
      'closed',
    ]);
  });

  it('tells each process apart, and the worst of both', () => {
    const edge = edgeOf(drawn('+++---xxxx+++'), drawn('++++++-++++++', 'two'));
    const [breaker] = inferBreakers([edge], { origin: EPOCH, end: nanos(1.3e9) }).result;
    expect(breaker?.instances.map(({ transitions }) => transitions.map(({ to }) => to))).toEqual([
      ['open', 'half-open', 'closed'],
      [],
    ]);
    expect(breaker?.transitions[0]).toMatchObject({ from: 'closed', to: 'open' });
  });
});

describe('what cannot be known', () => {
  it('is unknown long after the last call, and half as sure in a silence', () => {
    const calls = [...drawn(`${'+'.repeat(20)}---xxxx+++`), ...drawn('+++').map((call) => later(call, 60e9))];
    const [breaker] = inferBreakers([edgeOf(calls)], { origin: EPOCH, end: nanos(200e9) }).result;
    expect(breaker?.intervals.at(-1)).toMatchObject({ state: 'unknown', confidence: 0, end: 200e9 });
    const sure = breaker?.intervals.filter(({ state }) => state === 'closed').map(({ confidence }) => confidence) ?? [];
    expect(Math.min(...sure)).toBeCloseTo(Math.max(...sure) / 2);
  });

  it('has no lane for an edge on which nothing was refused', () => {
    expect(inferBreakers([edgeOf(drawn('++++++----+++'))], { origin: EPOCH, end: nanos(2e9) }).result).toEqual([]);
  });

  it('says so when the caller goes silent after failures and goes on being called', () => {
    const incoming = { caller: 'web', callee: 'shop', calls: drawn('+'.repeat(200)) };
    const silent = edgeOf(drawn(`${'+'.repeat(40)}---${' '.repeat(100)}${'+'.repeat(57)}`));
    const { problems } = inferBreakers([incoming, silent], { origin: EPOCH, end: nanos(20e9) });
    expect(problems).toEqual([
      {
        code: 'breaker.refusals-unseen',
        params: { caller: 'shop', callee: 'pay', silentNs: expect.any(Number) },
        count: 1,
      },
    ]);
  });

  it('says so when only the callee records spans', () => {
    const calls = drawn('++--++').map((call) => ({ ...call, source: 'server' as const }));
    const { problems } = inferBreakers([edgeOf(calls)], { origin: EPOCH, end: nanos(1e9) });
    expect(problems.map(({ code }) => code)).toEqual(['breaker.no-client-spans']);
  });
});

function later(call: EdgeCall, by: number): EdgeCall {
  return { ...call, start: nanos(call.start + by), traceId: `${call.traceId} later` };
}

it('covers the window without gaps, whatever was called', () => {
  const calls = fc.string({ unit: fc.constantFrom('+', '-', 'x', '.', '!', ' '), maxLength: 60 });
  fc.assert(
    fc.property(calls, calls, (one, two) => {
      const end = nanos(7e9);
      for (const { intervals, instances } of inferBreakers([edgeOf(drawn(one), drawn(two, 'two'))], {
        origin: EPOCH,
        end,
      }).result) {
        for (const lane of [intervals, ...instances.map((instance) => instance.intervals)]) {
          expect(lane[0]?.start).toBe(0);
          expect(lane.at(-1)?.end).toBe(end);
          lane.slice(1).forEach(({ start }, row) => expect(start).toBe(lane[row]?.end));
          expect(lane.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
        }
      }
    })
  );
});
