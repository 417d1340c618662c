import type { LogLevel } from '../../model';

const NAMES: Readonly<Record<string, LogLevel>> = {
  FATAL: 'critical',
  CRITICAL: 'critical',
  PANIC: 'critical',
  SEVERE: 'error',
  ERROR: 'error',
  WARNING: 'warning',
  WARN: 'warning',
  NOTICE: 'info',
  INFO: 'info',
  DEBUG: 'debug',
  TRACE: 'trace',
};
const NAME = new RegExp(`\\b(${Object.keys(NAMES).join('|')})\\b`);
/** A level stands before what is told. */
const HEAD_LENGTH = 100;

/** The level that a line's own text states, in capitals near its beginning; `unknown` when it states none. */
export function statedLevel(line: string): LogLevel {
  const name = NAME.exec(line.slice(0, HEAD_LENGTH))?.[1];
  return name === undefined ? 'unknown' : (NAMES[name] ?? 'unknown');
}

/** Whether a line of this level tells of a failure. */
export function isFailure(level: LogLevel): boolean {
  return level === 'error' || level === 'critical';
}
