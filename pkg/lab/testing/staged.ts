import { type LabIncident, runScenario, type ScenarioName } from '../index';
import { attribute, type PlacedSpan, spansOf } from './spans';

const SERVER = 2;
const CLIENT = 3;
const NS_PER_S = 1e9;

/** One staged cascade, and what tests ask of it; times are seconds after the fault began. */
export class Staged {
  readonly incident: LabIncident;
  readonly spans: readonly PlacedSpan[];

  constructor(name: ScenarioName, seed: number) {
    this.incident = runScenario(name, { seed });
    this.spans = spansOf(this.incident);
  }

  get truth(): LabIncident['truth'] {
    return this.incident.truth;
  }

  after(time: bigint | string | undefined): number {
    return time === undefined ? Infinity : Number(BigInt(time) - BigInt(this.truth.onsetNs)) / NS_PER_S;
  }

  onset(service: string): number {
    return this.after(this.truth.onsets[service]);
  }

  signal(service: string, signal: 'latency' | 'errors' | 'saturation' | 'traffic'): number {
    return this.after(this.truth.signals?.[service]?.[signal]);
  }

  /** Durations of a service's requests that ended in a time, in milliseconds. */
  lengths(service: string, from: number, to: number): readonly number[] {
    return this.served(service, from, to).map(({ ms }) => ms);
  }

  /** The part of a service's requests that failed. */
  failing(service: string, from: number, to: number): number {
    const served = this.served(service, from, to);
    return served.filter(({ span }) => span.status.code === 2).length / Math.max(1, served.length);
  }

  served(service: string, from: number, to: number): readonly PlacedSpan[] {
    return this.spans.filter((placed) => {
      const end = this.after(placed.end);
      return placed.service === service && placed.span.kind === SERVER && end >= from && end < to;
    });
  }

  get onsetSec(): number {
    return Number(BigInt(this.truth.onsetNs)) / NS_PER_S;
  }

  /** Client spans of calls that a service makes of others, stores apart. */
  calls(caller: string): readonly PlacedSpan[] {
    return this.spans.filter(
      ({ service, span }) =>
        service === caller && span.kind === CLIENT && attribute(span.attributes, 'db.system') === ''
    );
  }

  /** When lines with such a text were written, ascending. */
  times(text: RegExp): readonly number[] {
    return this.incident.logs.filter(({ line }) => text.test(line)).map(({ timeUnixNano }) => this.after(timeUnixNano));
  }

  lines(text: RegExp): readonly string[] {
    return this.incident.logs.filter(({ line }) => text.test(line)).map(({ labels }) => labels.service_name);
  }
}
