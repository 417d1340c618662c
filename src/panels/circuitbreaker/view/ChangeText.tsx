import React from 'react';
import type { Change } from '../viewModel';
import type { Look } from './look';
import { StateGlyph } from './StateGlyph';
import { intervalStateText } from './words';

const GLYPH = 11;

interface Props {
  readonly change: Pick<Change, 'lane' | 'from' | 'to'>;
  readonly look: Look;
}

/** `closed → open`, with the shapes of both. */
export function ChangeText({ change, look }: Props) {
  const { basis } = change.lane.breaker;
  return (
    <>
      <StateGlyph state={change.from} basis={basis} look={look} size={GLYPH} /> {intervalStateText(basis, change.from)}
      {' → '}
      <StateGlyph state={change.to} basis={basis} look={look} size={GLYPH} /> {intervalStateText(basis, change.to)}
    </>
  );
}
