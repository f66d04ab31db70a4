import type { Finding } from '../../laws/citations.ts'

const signs: Record<Finding['kind'], { sign: string; tone: string }> = {
  found: { sign: '✔', tone: 'media-found' },
  missing: { sign: '✕', tone: 'media-missing' },
  unknown: { sign: '？', tone: 'media-unknown' },
  unread: { sign: '？', tone: 'media-unknown' },
}

/** What the register of laws says to one legal basis. */
export function BasisFindings({ findings, id }: { findings: readonly Finding[]; id?: string }) {
  return (
    <div id={id}>
      {findings.map((one, index) => (
        <div key={index} className={signs[one.kind].tone}>
          <span aria-hidden="true">{signs[one.kind].sign} </span>
          {one.message}
        </div>
      ))}
    </div>
  )
}
