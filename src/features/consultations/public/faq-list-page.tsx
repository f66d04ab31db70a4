/** @jsxImportSource preact */
import { ShareLinks } from '../../portal/public/share-links.tsx'

export interface FaqLine {
  id: string
  title: string
  field: string
  /** Beginning of the answer. */
  answer: string
}

export interface FaqListProps {
  base: string
  title: string
  intro: string
  closed: string | null
  fields: { value: string; label: string }[]
  q: string
  field: string
  items: FaqLine[]
  /** Found by being alike, where nothing holds all the words. */
  near: boolean
  next: string | null
}

/** Questions that experts have answered, to be searched; works without JavaScript. */
export function FaqListPage(props: FaqListProps) {
  const { base, title, intro, closed, fields, q, field, items, near, next } = props
  const searching = q !== '' || field !== ''
  return (
    <>
      <section class="card">
        <h1>{title}</h1>
        <p>{intro}</p>
        {closed ? (
          <p class="note">{closed}</p>
        ) : (
          <a class="button button-primary button-wide" href={`${base}/ask`}>
            我要提问
          </a>
        )}
        <p class="consultation-links">
          <a href={`${base}/sessions`}>线上会诊</a>
          <a href={`${base}/mine`}>我的提问</a>
        </p>
      </section>
      <form class="card" method="get" action={base} role="search">
        <h2>先看看有没有现成的答案</h2>
        <div class="field">
          <label for="q">找什么</label>
          <input id="q" name="q" type="search" maxLength={60} value={q} placeholder="如：燃气灶 打不着火" />
        </div>
        <div class="field">
          <label for="field">领域</label>
          <select id="field" name="field">
            <option value="">全部领域</option>
            {fields.map((one) => (
              <option key={one.value} value={one.value} selected={one.value === field}>
                {one.label}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button">
          搜索
        </button>
      </form>
      <section class="card" aria-label="问答">
        <h2>{searching ? '搜索结果' : '专家答复'}</h2>
        {near && <p class="note">没有完全相符的，下面这些比较接近。</p>}
        {items.length === 0 && (
          <p class="quiet">
            {searching ? '没有找到。换个说法试试，或者直接向专家提问。' : '还没有公开的问答。'}
          </p>
        )}
        <ul class="plain-list consultation-faq">
          {items.map((one) => (
            <li key={one.id}>
              <a href={`${base}/faq/${one.id}`}>{one.title}</a>
              <span class="quiet">{one.field}</span>
              <span>{one.answer}</span>
            </li>
          ))}
        </ul>
        {searching && <a href={base}>看全部问答</a>}
        {next && (
          <a class="button button-wide" href={next}>
            下一页
          </a>
        )}
      </section>
      <ShareLinks page={base} />
    </>
  )
}
