import { makeLogs } from '../../../../pkg/testkit';
import { nanos } from '../../units';
import { drawnWindow, printLane, STEP_MS } from '../testing/draw';
import type { TransitionPattern } from './pattern';
import { loggedBreakers } from './logged';
import { sightings } from './sightings';

const STEPS = 12;
const window = drawnWindow(STEPS);

/** Lines of checkout at the beginning of steps. */
function read(lines: ReadonlyArray<readonly [number, string]>, patterns?: readonly TransitionPattern[]) {
  const table = makeLogs(lines.map(([step, line]) => ({ at: step * STEP_MS, service: 'checkout', line })));
  return sightings([table], window, patterns);
}

const told = (line: string) =>
  read([[1, line]]).map(({ identity, from, to, tells }) => [identity.name, identity.callee, from, to, tells]);

describe('messages of libraries', () => {
  it.each([
    [
      'resilience4j',
      "2026-11-21T09:40:15.1+01:00[Europe/Berlin]: CircuitBreaker 'payment' changed state from CLOSED to OPEN",
      ['payment', undefined, 'closed', 'open', 'change'],
    ],
    [
      'resilience4j, by hand',
      "CircuitBreaker 'payment' changed state from HALF_OPEN to FORCED_OPEN",
      ['payment', undefined, 'half-open', 'forced', 'change'],
    ],
    [
      'resilience4j, a refused call',
      "io.github.resilience4j.circuitbreaker.CallNotPermittedException: CircuitBreaker 'payment' is OPEN and does not permit further calls",
      ['payment', undefined, undefined, 'open', 'state'],
    ],
    [
      'Dapr over gobreaker',
      'time="2026-11-21T09:40:15Z" level=info msg="Circuit breaker "app_payment-endpoint" changed state from open to half-open"',
      ['app_payment-endpoint', undefined, 'open', 'half-open', 'change'],
    ],
    [
      'Polly',
      "Resilience event occurred. EventName: 'OnCircuitOpened', Source: 'payment/(null)/CircuitBreaker', Operation Key: '', Result: '503'",
      ['payment', undefined, undefined, 'open', 'change'],
    ],
    [
      'Envoy',
      '{"type":"CONSECUTIVE_5XX","timestamp":"2026-11-21T09:40:15Z","cluster_name":"outbound|8080||payment.shop.svc.cluster.local","upstream_url":"10.0.0.7:8080","action":"EJECT","num_ejections":1,"enforced":true}',
      ['outlier detection', 'payment', undefined, 'open', 'change'],
    ],
    ['anybody', 'breaker for payment is open, failing fast', ['payment', undefined, undefined, 'open', 'state']],
    ['anybody', 'circuit breaker payment half-open now', ['payment', undefined, undefined, 'half-open', 'state']],
  ])('%s', (_, line, expected) => {
    expect(told(line)).toEqual([expected]);
  });

  it('tell nothing where no breaker is meant', () => {
    expect(told('GET /payments 200 in 12 ms')).toEqual([]);
    expect(told('the file was closed, the breaker shop opened at nine')).toHaveLength(1);
    expect(told('circuit breaker configuration loaded')).toEqual([]);
    expect(told("CircuitBreaker 'payment' changed state from CLOSED to WEIRD")).toEqual([]);
  });

  it('are found by a pattern of the user, in lines that name no breaker at all', () => {
    const pattern: TransitionPattern = {
      name: 'house',
      sources: [],
      pattern: /fuse (?<name>\w+) to (?<callee>\w+): (?<from>\w+)>(?<to>\w+)/,
      states: { up: 'closed', down: 'open' },
      tells: 'change',
    };
    expect(read([[1, 'fuse f1 to payment: up>down']], [pattern])).toMatchObject([
      { identity: { name: 'f1', caller: 'checkout', callee: 'payment' }, from: 'closed', to: 'open' },
    ]);
  });

  it('outside the window do not count', () => {
    expect(read([[13, "CircuitBreaker 'payment' changed state from CLOSED to OPEN"]])).toEqual([]);
  });
});

describe('lanes that only lines tell of', () => {
  const changed = (from: string, to: string) => `CircuitBreaker 'payment' changed state from ${from} to ${to}`;
  const lane = (lines: ReadonlyArray<readonly [number, string]>) => {
    const [breaker] = loggedBreakers(read(lines), nanos(STEPS * STEP_MS * 1e6)).result;
    return breaker;
  };

  it('hold a state from line to line, and what was before the first', () => {
    const breaker = lane([
      [2, changed('CLOSED', 'OPEN')],
      [5, changed('OPEN', 'HALF_OPEN')],
      [6, changed('HALF_OPEN', 'CLOSED')],
    ]);
    expect(breaker && printLane(breaker, STEPS)).toBe('CCOOOHCCCCCC');
    expect(breaker?.transitions.map(({ at, within, to }) => [at / (STEP_MS * 1e6), within, to])).toEqual([
      [2, 0, 'open'],
      [5, 0, 'half-open'],
      [6, 0, 'closed'],
    ]);
    expect(breaker?.intervals.map(({ confidence }) => confidence)).toEqual([0.7, 0.9, 0.9, 0.7]);
  });

  it('show a missing line: the state is doubtful, and two changes are told', () => {
    const breaker = lane([
      [2, changed('CLOSED', 'OPEN')],
      [6, changed('HALF_OPEN', 'CLOSED')],
    ]);
    expect(breaker?.intervals.map(({ state, confidence }) => [state, confidence])).toEqual([
      ['closed', 0.7],
      ['open', 0.4],
      ['closed', 0.7],
    ]);
    expect(breaker?.transitions.map(({ from, to, within }) => [from, to, within / (STEP_MS * 1e6)])).toEqual([
      ['closed', 'open', 0],
      ['open', 'half-open', 4],
      ['half-open', 'closed', 0],
    ]);
  });

  it('know of refused calls that it was open then, and for a wait; the rest is unknown', () => {
    const refused = "CircuitBreaker 'payment' is OPEN and does not permit further calls";
    const breaker = lane([
      [2, refused],
      [3, refused],
      [8, refused],
    ]);
    expect(breaker && printLane(breaker, STEPS)).toBe('??OOO???OO??');
    expect(breaker?.transitions).toEqual([]);
  });

  it('are not cut short by refused calls that only say again what a change said', () => {
    const refused = "CircuitBreaker 'payment' is OPEN and does not permit further calls";
    const breaker = lane([
      [1, changed('CLOSED', 'OPEN')],
      [2, refused],
      [8, changed('OPEN', 'HALF_OPEN')],
    ]);
    expect(breaker && printLane(breaker, STEPS)).toBe('COOOOOOOHHHH');
  });

  it('are not told when lines of several processes cannot be told apart', () => {
    const both = [
      [1, changed('CLOSED', 'OPEN')],
      [2, changed('CLOSED', 'OPEN')],
      [5, changed('OPEN', 'HALF_OPEN')],
      [6, changed('OPEN', 'HALF_OPEN')],
      [7, changed('HALF_OPEN', 'CLOSED')],
      [8, changed('HALF_OPEN', 'CLOSED')],
    ] as const;
    const end = nanos(STEPS * STEP_MS * 1e6);
    const mixed = loggedBreakers(read(both), end);
    expect(mixed.result).toEqual([]);
    expect(mixed.problems).toMatchObject([
      { code: 'breaker.lines-mixed', params: { name: 'payment', caller: 'checkout' } },
    ]);

    const apart = read(both).map((line, row) => ({
      ...line,
      identity: { ...line.identity, instance: row % 2 === 0 ? 'a' : 'b' },
    }));
    const [breaker] = loggedBreakers(apart, end).result;
    expect(breaker?.instances.map((own) => printLane(own, STEPS))).toEqual(['COOOOHHCCCCC', 'CCOOOOHHCCCC']);
    expect(breaker && printLane(breaker, STEPS)).toBe('COOOOOHHCCCC');
  });
});
