import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { ShownEntry } from '../public/entry-card.tsx'
import type { EntryFileRow, GalleryRow } from './queries.ts'

/** An entry as everybody may see it. */
export function showEntry(campaign: CampaignInForce, row: GalleryRow, files: EntryFileRow[]): ShownEntry {
  const address = `/api/public/${campaign.key}/topics/${row.topic}/entries/${row.id}/files`
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    unit: row.unit_name,
    signature: row.signature,
    day: sayDate(localOfInstant(row.submitted_at, campaign.definition.timeZone).date),
    likes: row.likes,
    selected: row.selected_reason,
    files: files
      .filter((file) => file.entry_id === row.id)
      .map(({ id, kind, width, height }) => ({ id, kind, width, height, address: `${address}/${id}` })),
  }
}

export function sayDate(date: string): string {
  const [, month, day] = date.split('-').map(Number)
  return `${month}月${day}日`
}

/** Why nothing is taken today, in a sentence; null while it is. */
export function sayClosed(channel: { opens: string; closes: string }, today: string): string | null {
  if (today < channel.opens) return `${sayDate(channel.opens)}开始征集。`
  if (today > channel.closes) return '征集已经结束，感谢参与。'
  return null
}
