import type { Trace } from '../model';
import type { OperationName } from './aggregate-types';

/** Operations told apart. Names that hold IDs would otherwise grow without end; what comes after these is one operation. */
const MOST_OPERATIONS = 20_000;
const OTHERS: OperationName = { service: '', serviceName: '', operation: '' };

/** Numbers the operations of many traces: (service, name) -> row, the same in every trace. */
export class OperationTable {
  public readonly names: OperationName[] = [];
  private readonly rows = new Map<string, Map<string, number>>();
  private others = -1;
  private lastServices: Trace['services'] | undefined;
  private lastMaps: ReadonlyArray<Map<string, number>> = [];

  /** The operation of each span of a trace. O(n). */
  public rowsOf(trace: Trace): Int32Array {
    const rows = new Int32Array(trace.size);
    this.fill(trace, rows, 0);
    return rows;
  }

  /** As {@link rowsOf}, into `rows` from `from` on. */
  public fill({ size, service, services, operation }: Trace, rows: Int32Array, from: number): void {
    if (services !== this.lastServices) {
      // Traces of one answer share their services, or have the same ones in the same places.
      this.lastMaps = services.map(({ key }, place) => {
        const before = this.lastServices?.[place]?.key === key ? this.lastMaps[place] : undefined;
        return before ?? this.ofService(key);
      });
      this.lastServices = services;
    }
    const known = this.lastMaps;
    const nameless = services.length === 0 ? this.ofService('') : undefined;
    for (let row = 0; row < size; row += 1) {
      const place = service[row] ?? 0;
      const map = known[place] ?? nameless ?? this.ofService('');
      const name = operation[row] ?? '';
      rows[from + row] = map.get(name) ?? this.add(map, services[place]?.key ?? '', services[place]?.name ?? '', name);
    }
  }

  /** Rows of the operations that a change names: one, or one in each namespace when the service's name is given. */
  public find(service: string, operation: string): readonly number[] {
    return this.names.flatMap((name, row) =>
      name.operation === operation && (name.service === service || name.serviceName === service) ? [row] : []
    );
  }

  private ofService(key: string): Map<string, number> {
    let known = this.rows.get(key);
    if (known === undefined) {
      known = new Map<string, number>();
      this.rows.set(key, known);
    }
    return known;
  }

  private add(map: Map<string, number>, service: string, serviceName: string, operation: string): number {
    if (this.names.length >= MOST_OPERATIONS) {
      if (this.others < 0) {
        this.others = this.names.push(OTHERS) - 1;
      }
      return this.others;
    }
    const row = this.names.push({ service, serviceName, operation }) - 1;
    map.set(operation, row);
    return row;
  }
}
