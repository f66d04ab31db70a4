/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import type { ShownEntry } from './entry-card.tsx'
import { EntryFiles } from './entry-page.tsx'
import { WithdrawEntry } from './withdraw-entry.tsx'

export interface OwnEntry extends ShownEntry {
  state: 'pending' | 'published' | 'refused' | 'withdrawn'
  /** 「待审核」 */
  stateWord: string
  /** Why it was not published, in a sentence. */
  reason: string | null
}

/** What this device handed in, and what became of it. */
export function OwnPage(props: {
  base: string
  topic: string
  entries: OwnEntry[]
  withdraw: { base: string }
}) {
  const { base, topic, entries } = props
  return (
    <>
      <section class="card">
        <p>
          <a href={base}>{topic}</a>
        </p>
        <h1>我的作品</h1>
        {entries.length === 0 && (
          <p>这台设备还没有投过稿。换了手机或清除了浏览器数据，就看不到以前的作品了。</p>
        )}
        <p>
          <a class="button" href={`${base}/new`}>
            {entries.length === 0 ? '我要投稿' : '再投一件'}
          </a>
        </p>
      </section>
      {entries.map((entry) => (
        <article key={entry.id} class="card">
          <h2>{entry.title}</h2>
          <p class={`note ${noteOf[entry.state]}`}>
            {entry.stateWord}
            {entry.reason && `：${entry.reason}`}
            {entry.selected && `，并已入选：${entry.selected}`}
          </p>
          {entry.state !== 'withdrawn' && (
            <>
              {entry.body && <p class="topic-entry-text">{entry.body}</p>}
              <EntryFiles entry={entry} />
              {entry.state === 'published' && <a href={`${base}/entries/${entry.id}`}>看发布的页面</a>}
            </>
          )}
          <p class="quiet">
            {entry.unit} · {entry.day} 提交
          </p>
        </article>
      ))}
      {entries.some((one) => one.state !== 'withdrawn') && (
        <Island
          name="withdraw-entry"
          view={WithdrawEntry}
          props={{
            base: props.withdraw.base,
            entries: entries
              .filter((one) => one.state !== 'withdrawn')
              .map(({ id, title }) => ({ id, title })),
          }}
        />
      )}
    </>
  )
}

const noteOf = { pending: '', published: 'note-good', refused: 'note-amber', withdrawn: '' } as const
