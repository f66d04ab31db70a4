import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { readFileThumbnail } from '../../evidence/contract.ts'
import { urlOf } from '../../../platform/web/call-api.ts'
import './entry-line.css'

const pages = {
  activity: '/activities',
  clipping: '/clippings',
  case: '/cases',
  public: '/participation',
} as const

/** A record in a list: its picture, its name that leads to it, a line about it, and what it adds. */
export function EntryLine({
  entry,
  title,
  about,
  amount,
}: {
  entry: { id: string; source: keyof typeof pages | 'adjustment'; picture: string | null }
  title: string
  about: ReactNode
  amount?: string
}) {
  return (
    <li className="entry-line">
      {entry.picture ? (
        <img
          src={urlOf(readFileThumbnail, { file: entry.picture })}
          alt=""
          width={64}
          height={64}
          loading="lazy"
        />
      ) : (
        <span className="entry-line-blank" aria-hidden="true" />
      )}
      <div>
        {entry.source === 'adjustment' ? (
          <span>{title}</span>
        ) : (
          <Link to={`${pages[entry.source]}/${entry.id}` as never}>{title}</Link>
        )}
        <span className="quiet entry-line-about">{about}</span>
      </div>
      {amount !== undefined && <span className="digits">{amount}</span>}
    </li>
  )
}
