import { When } from '../../../platform/web/when.tsx'
import type { ModeratedEntry } from '../contract.ts'
import { formOf } from '../rules.ts'

const formWords = { text: '文字', image: '图片', video: '视频' }

/** One entry in the queue: whose it is, and what a moderator should look at. */
export function EntryLine({ entry }: { entry: ModeratedEntry }) {
  const { words, alike } = entry.marks
  return (
    <>
      <strong>{entry.title}</strong>
      <span className="quiet">
        {entry.unit.name} · {formWords[formOf(entry.files)]} · <When at={entry.submittedAt} />
      </span>
      {words.length + alike.length > 0 && (
        <span className="topics-marked">
          <span aria-hidden="true">⚑ </span>
          {[words.length > 0 && `提示词 ${words.length}`, alike.length > 0 && '与已有作品相似']
            .filter(Boolean)
            .join('，')}
        </span>
      )}
    </>
  )
}
