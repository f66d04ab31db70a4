/** @jsxImportSource preact */

export interface ShownFile {
  id: string
  kind: string
  width: number | null
  height: number | null
  address: string
}

export interface ShownEntry {
  id: string
  title: string
  body: string
  unit: string
  signature: string | null
  /** 「6月12日」 */
  day: string
  likes: number
  /** Why it was selected. */
  selected: string | null
  files: ShownFile[]
}

const shownLetters = 80

export function EntryCard({ base, entry }: { base: string; entry: ShownEntry }) {
  const [file] = entry.files
  const letters = [...entry.body]
  return (
    <a class="card topic-card" href={`${base}/entries/${entry.id}`}>
      {file?.kind === 'image' && (
        <img src={`${file.address}?size=small`} alt="" loading="lazy" {...sizeOf(file)} />
      )}
      {file?.kind === 'video' && (
        <span class="topic-card-video">
          <span aria-hidden="true">▶</span> 短视频
        </span>
      )}
      <span class="topic-card-title">{entry.title}</span>
      {entry.selected && <SelectedMark />}
      {entry.body && (
        <span class="topic-card-text">
          {letters.slice(0, shownLetters).join('')}
          {letters.length > shownLetters ? '…' : ''}
        </span>
      )}
      <span class="quiet facts-line">
        {[entry.unit, entry.signature, entry.day, entry.likes > 0 ? `${entry.likes}\u00a0个赞` : null]
          .filter(Boolean)
          .join('\u00a0· ')}
      </span>
    </a>
  )
}

export function SelectedMark() {
  return (
    <span class="topic-selected">
      <span aria-hidden="true">★</span> 入选
    </span>
  )
}

/** So that nothing jumps while it comes. */
function sizeOf({ width, height }: ShownFile) {
  return width && height ? { width, height } : {}
}
