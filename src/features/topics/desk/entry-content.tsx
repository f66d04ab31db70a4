import { urlOf } from '../../../platform/web/call-api.ts'
import { type ModeratedEntry, moderatedFilePath } from '../contract.ts'
import { findMarkedWords } from '../rules.ts'

export function EntryContent(props: { campaign: string; entry: ModeratedEntry; words: string[] }) {
  const { campaign, entry, words } = props
  const addressOf = (file: string) => urlOf({ path: moderatedFilePath }, { campaign, entry: entry.id, file })
  return (
    <div className="card stack">
      {findMarkedWords(entry.title, words).length > 0 && (
        <h3>
          <Marked text={entry.title} words={words} />
        </h3>
      )}
      {entry.body && (
        <p className="topics-text">
          <Marked text={entry.body} words={words} />
        </p>
      )}
      {entry.files.map((file, index) =>
        file.kind === 'video' ? (
          <video
            key={file.id}
            controls
            preload="metadata"
            src={addressOf(file.id)}
            aria-label={entry.title}
          />
        ) : (
          <a key={file.id} href={addressOf(file.id)} target="_blank" rel="noreferrer">
            <img
              src={addressOf(file.id)}
              alt={`${entry.title}，第 ${index + 1} 张`}
              loading="lazy"
              {...(file.width && file.height ? { width: file.width, height: file.height } : {})}
            />
          </a>
        ),
      )}
    </div>
  )
}

function Marked({ text, words }: { text: string; words: string[] }) {
  const marks = findMarkedWords(text, words)
  const parts = marks.flatMap((one, index) => [
    text.slice(marks[index - 1]?.to ?? 0, one.from),
    <mark key={one.from}>{text.slice(one.from, one.to)}</mark>,
  ])
  return (
    <>
      {parts}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  )
}
