import { type PanelDataSummary, type VisualizationSuggestion, VisualizationSuggestionScore } from '@grafana/data';
import { t } from '@grafana/i18n';
import { classifyFrames, readSignals } from '../../frames';
import type { CascadeOptions } from './options';

/** Offers the panel where golden signals of several services are, and, less eagerly, where traces tell of them. */
export function suggest(data: PanelDataSummary): Array<VisualizationSuggestion<CascadeOptions>> {
  const frames = classifyFrames(data.rawFrames ?? []);
  const subjects = new Set(readSignals(frames.series).result.map(({ series }) => series.service.key));
  if (subjects.size < 2 && frames.traces.length === 0) {
    return [];
  }
  return [
    {
      name: t('cascade.suggestion.name', 'Cascade'),
      description: t('cascade.suggestion.description', 'Who fell first, how it spread, how far, and who is to blame'),
      score: subjects.size < 2 ? VisualizationSuggestionScore.OK : VisualizationSuggestionScore.Good,
      cardOptions: {
        // A card has no room for controls and words.
        previewModifier: (suggestion) => {
          suggestion.options = { ...suggestion.options, showControls: false, showFooter: false, showSuspects: false };
        },
      },
    },
  ];
}
