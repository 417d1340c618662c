import React from 'react';
import { spanLinks, worstSpan } from '../viewModel';
import { LinkCell } from './LinkCell';
import type { ManyProps } from './manyProps';

interface Props extends Pick<ManyProps, 'many' | 'frames' | 'words'> {
  readonly service: string;
  readonly operation: string;
}

/** The data links of an operation over many requests: those of its span that took longest on a path. */
export function OperationLinks({ many, frames, words, service, operation }: Props) {
  const links = () => {
    const worst = worstSpan(many, service, operation);
    return worst === undefined ? [] : spanLinks(frames, worst.traceId, worst.spanId);
  };
  return <LinkCell name={`${words.service(service)} ${words.operation(operation)}`} links={links} />;
}
