import type { FrameCampaign } from '../../../platform/public/page-frame.tsx'
import type { CampaignDefinition } from '../../campaign/definition.ts'

/** What the frame of each public page says of its campaign. */
export function frameCampaign(definition: CampaignDefinition): FrameCampaign {
  const { key, title, theme, public: channels } = definition
  return { key, title, theme, accent: channels.portal?.accent, foot: channels.portal?.foot ?? [] }
}
