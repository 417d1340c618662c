import React from 'react';
import { type PanelProps, renderTextPanelMarkdown } from '@grafana/data';
import { ScrollContainer } from '@grafana/ui';

interface Options {
  readonly content?: string;
}

/** The text panel, for Markdown. The renderer sanitises. */
export function TextStandIn({ options, replaceVariables }: PanelProps<Options>) {
  const html = renderTextPanelMarkdown(replaceVariables(options.content ?? ''));
  return (
    <ScrollContainer>
      <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />
    </ScrollContainer>
  );
}
