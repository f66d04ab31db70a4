import type { ModeratedEntry } from '../contract.ts'

/** What the system noticed; it decides nothing. */
export function EntryMarks({ marks }: { marks: ModeratedEntry['marks'] }) {
  if (marks.words.length === 0 && marks.alike.length === 0) return null
  return (
    <div className="notice notice-amber">
      {marks.words.length > 0 && <p>有提示词：{marks.words.join('、')}。请看看是否合适。</p>}
      {marks.alike.map((one) => (
        <p key={`${one.entry}-${one.what}`}>
          {one.what === 'text' ? '文字' : '图片'}与《{one.title}》相似（{Math.round(one.score * 100)}%）。
        </p>
      ))}
    </div>
  )
}
