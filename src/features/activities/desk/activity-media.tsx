import { readFileContent } from '../../evidence/contract.ts'
import { sayFileSize } from '../../evidence/rules.ts'
import { urlOf } from '../../../platform/web/call-api.ts'
import type { ActivityView } from '../contract.ts'

/** Pictures large, video to play, documents to save. */
export function ActivityMedia({ files }: { files: ActivityView['files'] }) {
  if (files.length === 0) return null
  return (
    <ul className="activity-media" aria-label="图片和文件">
      {files.map((file) => {
        const address = urlOf(readFileContent, { file: file.id })
        const words = file.caption ?? file.name
        return (
          <li key={file.id} className={file.kind === 'document' ? 'activity-document' : undefined}>
            {file.kind === 'image' && (
              <a href={address} target="_blank" rel="noreferrer">
                <img src={address} alt={words} loading="lazy" />
              </a>
            )}
            {file.kind === 'video' && <video src={address} controls preload="metadata" aria-label={words} />}
            <p>
              {file.caption && <>{file.caption} · </>}
              <a href={urlOf(readFileContent, { file: file.id }, { download: '1' })}>
                {file.kind === 'document' || !file.caption ? file.name : '保存'}
              </a>
              <span className="quiet"> {sayFileSize(file.size)}</span>
            </p>
          </li>
        )
      })}
    </ul>
  )
}
