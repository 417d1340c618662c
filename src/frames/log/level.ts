import type { Labels, LogLevel } from '../../engine/model';

/** Grafana's names and abbreviations (`LogLevel` of @grafana/data), and a few more that loggers print. */
const names: Readonly<Record<string, LogLevel>> = {
  emerg: 'critical',
  emergency: 'critical',
  fatal: 'critical',
  alert: 'critical',
  crit: 'critical',
  critical: 'critical',
  panic: 'critical',
  dpanic: 'critical',
  severe: 'error',
  err: 'error',
  eror: 'error',
  error: 'error',
  warn: 'warning',
  warning: 'warning',
  info: 'info',
  information: 'info',
  informational: 'info',
  notice: 'info',
  dbug: 'debug',
  debug: 'debug',
  verbose: 'debug',
  trace: 'trace',
  unknown: 'unknown',
};

/** Syslog's numbers, which Grafana reads in a level field. */
const syslog: readonly LogLevel[] = ['critical', 'critical', 'critical', 'error', 'warning', 'info', 'info', 'debug'];

/** Numbers of pino and bunyan. */
const tens: ReadonlyMap<string, LogLevel> = new Map([
  ['10', 'trace'],
  ['20', 'debug'],
  ['30', 'info'],
  ['40', 'warning'],
  ['50', 'error'],
  ['60', 'critical'],
]);

/** OpenTelemetry's severity numbers, four to a level. */
const severities: readonly LogLevel[] = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const NUMBERS_PER_SEVERITY = 4;

/** Reads the value of a level field: a name or abbreviation in any case, or a syslog or pino number. */
export function levelOfName(value: string): LogLevel | undefined {
  return nameLevels.get(value) ?? levelOfRareName(value);
}

/** Faster than a property for text that was just parsed. */
const nameLevels: ReadonlyMap<string, LogLevel> = new Map(Object.entries(names));

function levelOfRareName(value: string): LogLevel | undefined {
  return nameLevels.get(value.trim().toLowerCase()) ?? (value.length === 1 ? syslog[Number(value)] : tens.get(value));
}

/** Reads OpenTelemetry's `severity_number`, 1 to 24. */
export function levelOfSeverity(value: string): LogLevel | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? severities[Math.ceil(number / NUMBERS_PER_SEVERITY) - 1] : undefined;
}

/**
 * The level of a line: `detected_level` (Loki's own), then the customary labels, then the level field of a JSON or
 * logfmt line, then the level word of a plain line. No JSON is parsed.
 */
export function levelOf(labels: Labels, line: string): LogLevel {
  return levelOfLabels(labels) ?? levelOfLine(line) ?? 'unknown';
}

/** Written out: constant property names are several times faster than a loop over names. */
function levelOfLabels(labels: Labels): LogLevel | undefined {
  const detected = labels.detected_level;
  const first = detected === undefined || detected === 'unknown' ? undefined : levelOfName(detected);
  if (first !== undefined) {
    return first;
  }
  const text = labels.level ?? labels.severity ?? labels.severity_text ?? labels.lvl ?? labels.loglevel;
  const second = text === undefined ? undefined : levelOfName(text);
  if (second !== undefined) {
    return second;
  }
  return labels.severity_number === undefined ? undefined : levelOfSeverity(labels.severity_number);
}

const jsonLevel =
  /"(?:level|severity|lvl|loglevel|log\.level|severity_text|severityText|SeverityText|Level|levelname)"\s*:\s*"?([A-Za-z0-9]+)/;
const jsonSeverity = /"(?:severity_number|severityNumber|SeverityNumber)"\s*:\s*"?(\d+)/;
const logfmtLevel = /(?:^|\s)(?:level|lvl|severity|loglevel)="?([A-Za-z0-9]+)/;
const glogHeader = /^([IWEF])\d{4} \d\d:/;
const levelWord =
  /\b(EMERG|FATAL|ALERT|CRIT|CRITICAL|SEVERE|ERR|ERROR|WARN|WARNING|NOTICE|INFO|DEBUG|TRACE)\b|\[(emerg|fatal|alert|crit|critical|err|error|warn|warning|notice|info|debug|trace)\]|^(fatal|critical|error|warn|warning|notice|info|debug|trace):/;
const HEAD_LENGTH = 120;
const glog: Readonly<Record<string, LogLevel>> = { I: 'info', W: 'warning', E: 'error', F: 'critical' };

function levelOfLine(line: string): LogLevel | undefined {
  if (line.charAt(0) === '{' || line.startsWith('{', line.search(/\S/))) {
    const named = jsonLevel.exec(line)?.[1];
    const numbered = named === undefined ? jsonSeverity.exec(line)?.[1] : undefined;
    return named !== undefined ? levelOfName(named) : numbered !== undefined ? levelOfSeverity(numbered) : undefined;
  }
  const named = line.includes('=') ? logfmtLevel.exec(line)?.[1] : undefined;
  const level = named === undefined ? undefined : levelOfName(named);
  return level ?? levelOfText(line.slice(0, HEAD_LENGTH));
}

/** A plain line prints its level near its start, in capitals, in brackets, or before a colon. */
function levelOfText(head: string): LogLevel | undefined {
  const letter = glogHeader.exec(head)?.[1];
  if (letter !== undefined) {
    return glog[letter];
  }
  const match = levelWord.exec(head);
  const word = match?.[1] ?? match?.[2] ?? match?.[3];
  return word === undefined ? undefined : levelOfName(word);
}
