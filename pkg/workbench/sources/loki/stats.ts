interface Read {
  readonly linesRead: number;
  readonly bytesRead: number;
}

/** The statistics that Loki sends along; only what a store in memory can say differs from nought. */
export function stats({ linesRead, bytesRead }: Read): ReadonlyArray<Readonly<Record<string, unknown>>> {
  const none = 0;
  return [
    { displayName: 'Summary: bytes processed per second', unit: 'Bps', value: none },
    { displayName: 'Summary: lines processed per second', value: none },
    { displayName: 'Summary: total bytes processed', unit: 'decbytes', value: bytesRead },
    { displayName: 'Summary: total lines processed', value: linesRead },
    { displayName: 'Summary: exec time', unit: 's', value: none },
    { displayName: 'Ingester: total reached', value: 1 },
    { displayName: 'Ingester: total chunks matched', value: none },
    { displayName: 'Ingester: total batches', value: none },
    { displayName: 'Ingester: total lines sent', value: none },
    { displayName: 'Ingester: head chunk bytes', unit: 'decbytes', value: none },
    { displayName: 'Ingester: head chunk lines', value: none },
    { displayName: 'Ingester: decompressed bytes', unit: 'decbytes', value: none },
    { displayName: 'Ingester: decompressed lines', value: none },
    { displayName: 'Ingester: compressed bytes', unit: 'decbytes', value: none },
    { displayName: 'Ingester: total duplicates', value: none },
  ];
}
