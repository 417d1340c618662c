import { type PanelDataSummary, type VisualizationSuggestion, VisualizationSuggestionScore } from '@grafana/data';
import { t } from '@grafana/i18n';
import { classifyFrames } from '../../frames';
import type { ClockSkewOptions } from './options';

/** Below so few traces nobody looks for clocks first. */
const SEVERAL = 2;

/** Offers the panel where the data holds spans: with several traces as a good choice, with one as a possible one. */
export function suggest(data: PanelDataSummary): Array<VisualizationSuggestion<ClockSkewOptions>> {
  const traces = classifyFrames(data.rawFrames ?? []).traces.length;
  if (traces === 0 && !data.hasPreferredVisualisationType('trace')) {
    return [];
  }
  return [
    {
      name: t('clockskew.suggestion.name', 'Clocks'),
      description: t('clockskew.suggestion.description', 'Which node’s clock is wrong, by how much and since when'),
      score: traces >= SEVERAL ? VisualizationSuggestionScore.Good : VisualizationSuggestionScore.OK,
      cardOptions: {
        // A card has no room for controls.
        previewModifier: (suggestion) => {
          suggestion.options = { ...suggestion.options, showControls: false };
        },
      },
    },
  ];
}
