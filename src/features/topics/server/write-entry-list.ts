import { type SheetCell, writeSpreadsheet } from '../../../platform/server/documents/spreadsheet.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { ModeratedEntry } from '../contract.ts'
import { type EntryForm, formOf, stateWords } from '../rules.ts'

export const exportedAtMost = 20_000

const columns: [string, number][] = [
  ['序号', 6],
  ['话题', 18],
  ['单位', 14],
  ['标题', 26],
  ['文字', 50],
  ['形式', 8],
  ['署名', 8],
  ['提交时间', 17],
  ['状态', 9],
  ['原因或说明', 24],
  ['提示词', 14],
  ['入选理由', 28],
  ['点赞（仅供参考）', 10],
]
const formWords: Record<EntryForm, string> = { text: '文字', image: '图片', video: '短视频' }

/** The entries as a list on paper, in the order in which they were asked for. */
export async function writeEntryList(
  definition: CampaignDefinition,
  entries: ModeratedEntry[],
): Promise<Uint8Array> {
  const topics = new Map(definition.public.topics.map((one) => [one.key, one]))
  const rows = entries.map((entry, index): SheetCell[] => {
    const topic = topics.get(entry.topic)
    const { date, time } = localOfInstant(new Date(entry.submittedAt), definition.timeZone)
    const refusal = topic?.refusals.find((one) => one.value === entry.decided?.refusal)?.label
    return [
      index + 1,
      topic?.title ?? entry.topic,
      entry.unit.name,
      entry.title,
      entry.body,
      formWords[formOf(entry.files)],
      entry.signature ?? '',
      `${date} ${time.slice(0, 5)}`,
      stateWords[entry.state],
      [refusal, entry.decided?.note].filter(Boolean).join('：'),
      entry.marks.words.join('、'),
      entry.selected?.reason ?? '',
      entry.likes,
    ]
  })
  const heading = columns.map(([value]) => ({ value, style: 'heading' as const }))
  return writeSpreadsheet([
    {
      name: '话题作品',
      widths: columns.map(([, width]) => width),
      rows: [heading, ...rows],
      freeze: { rows: 1 },
      landscape: true,
    },
  ])
}
