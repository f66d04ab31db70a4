import { When } from '../../../platform/web/when.tsx'
import type { ModeratedEntry } from '../contract.ts'
import { formOf } from '../rules.ts'

const idOfLine = (entry: string) => `entry-${entry}`

/** The keyboard's place in the queue, seen and read out. */
export function focusEntryLine(entry: string): void {
  const line = document.getElementById(idOfLine(entry))
  line?.focus({ preventScroll: true })
  line?.scrollIntoView({ block: 'nearest' })
}

const formWords = { text: '文字', image: '图片', video: '视频' }

export function EntryQueue(props: {
  items: ModeratedEntry[]
  current: string | null
  onOpen: (entry: string) => void
  more: (() => void) | undefined
}) {
  return (
    <section className="card topics-queue" aria-label="作品清单">
      <ul>
        {props.items.map((one) => {
          const marks = one.marks.words.length + one.marks.alike.length
          return (
            <li key={one.id} className={one.id === props.current ? 'topics-current' : undefined}>
              <button
                id={idOfLine(one.id)}
                type="button"
                aria-current={one.id === props.current ? 'true' : undefined}
                onClick={() => props.onOpen(one.id)}
              >
                <strong>{one.title}</strong>
                <span className="quiet">
                  {one.unit.name} · {formWords[formOf(one.files)]} · <When at={one.submittedAt} />
                </span>
                {marks > 0 && (
                  <span className="topics-marked">
                    <span aria-hidden="true">⚑ </span>
                    {[
                      one.marks.words.length > 0 && `提示词 ${one.marks.words.length}`,
                      one.marks.alike.length > 0 && '与已有作品相似',
                    ]
                      .filter(Boolean)
                      .join('，')}
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
      {props.more && (
        <button type="button" className="button topics-more" onClick={props.more}>
          更多
        </button>
      )}
    </section>
  )
}
