import { levelOf, levelOfName, levelOfSeverity } from './level';

describe('levelOfName', () => {
  it.each([
    ['emerg', 'critical'],
    ['FATAL', 'critical'],
    ['Crit', 'critical'],
    ['err', 'error'],
    ['eror', 'error'],
    ['WARN', 'warning'],
    ['warning', 'warning'],
    ['notice', 'info'],
    ['Information', 'info'],
    ['dbug', 'debug'],
    ['trace', 'trace'],
    [' error ', 'error'],
    ['unknown', 'unknown'],
    ['3', 'error'],
    ['7', 'debug'],
    ['30', 'info'],
    ['60', 'critical'],
  ])('%s is %s', (name, level) => {
    expect(levelOfName(name)).toBe(level);
  });

  it.each(['', 'loud', '9', '35', 'constructor'])('%s is none', (name) => {
    expect(levelOfName(name)).toBeUndefined();
  });
});

describe('levelOfSeverity', () => {
  it('reads the 24 numbers of OpenTelemetry, four to a level', () => {
    expect(['1', '4', '5', '9', '13', '17', '20', '21', '24'].map(levelOfSeverity)).toEqual([
      'trace',
      'trace',
      'debug',
      'info',
      'warning',
      'error',
      'error',
      'critical',
      'critical',
    ]);
    expect(['0', '25', 'x', ''].map(levelOfSeverity)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('levelOf', () => {
  it('trusts labels before the line, and detected_level first', () => {
    expect(levelOf({ detected_level: 'warn', level: 'info' }, 'level=error')).toBe('warning');
    expect(levelOf({ detected_level: 'unknown', level: 'info' }, '')).toBe('info');
    expect(levelOf({ severity: 'ERROR' }, '')).toBe('error');
    expect(levelOf({ severity_number: '17' }, '')).toBe('error');
  });

  it.each([
    ['{"ts":1,"level":"error","msg":"x"}', 'error'],
    ['  {"severity" : "WARNING"}', 'warning'],
    ['{"level":50,"msg":"pino"}', 'error'],
    ['{"severityNumber":13}', 'warning'],
    ['{"msg":"said \\"level\\":\\"error\\" once","lvl":"debug"}', 'debug'],
    ['{"msg":"no level, but the word ERROR"}', 'unknown'],
    ['ts=1 level=warn msg="level=error"', 'warning'],
    ['level="info" msg=x', 'info'],
    ['2026-11-21 10:00:00 ERROR o.e.Shop - failed', 'error'],
    ['[warn] disk is filling', 'warning'],
    ['error: no such file', 'error'],
    ['E1121 10:00:00.000000 1 shop.go:1] failed', 'error'],
    ['no errors were found', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (line, level) => {
    expect(levelOf({}, line)).toBe(level);
  });
});
