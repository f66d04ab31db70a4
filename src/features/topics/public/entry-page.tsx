/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import { ShareLinks } from '../../portal/public/share-links.tsx'
import { type ShownEntry, SelectedMark } from './entry-card.tsx'
import { EntryLike } from './entry-like.tsx'

export interface EntryPageProps {
  base: string
  topic: string
  entry: ShownEntry
  like: { address: string; likes: number; liked: boolean; open: boolean } | null
}

export function EntryPage({ base, topic, entry, like }: EntryPageProps) {
  return (
    <>
      <article class="card topic-entry">
        <p>
          <a href={base}>{topic}</a>
        </p>
        <h1>{entry.title}</h1>
        <p class="quiet facts-line">
          {[entry.unit, entry.signature, entry.day].filter(Boolean).join('\u00a0· ')}
        </p>
        {entry.selected && (
          <p class="note note-good">
            <SelectedMark />：{entry.selected}
          </p>
        )}
        <EntryFiles entry={entry} />
        {entry.body && <p class="topic-entry-text">{entry.body}</p>}
        {like && <Island name="entry-like" view={EntryLike} props={like} />}
      </article>
      <ShareLinks page={`${base}/entries/${entry.id}`} />
    </>
  )
}

export function EntryFiles({ entry }: { entry: ShownEntry }) {
  return (
    <>
      {entry.files.map((file, index) =>
        file.kind === 'video' ? (
          // Whoever films says what is heard in the text; there are no captions to give.
          <video
            key={file.id}
            controls
            preload="metadata"
            playsinline
            src={file.address}
            aria-label={entry.title}
          />
        ) : (
          <img
            key={file.id}
            src={file.address}
            alt={`${entry.title}，第 ${index + 1} 张`}
            loading={index > 0 ? 'lazy' : 'eager'}
            {...(file.width && file.height ? { width: file.width, height: file.height } : {})}
          />
        ),
      )}
    </>
  )
}
