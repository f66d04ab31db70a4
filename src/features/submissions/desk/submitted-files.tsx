import { readFileContent, readFileThumbnail } from '../../evidence/contract.ts'
import { sayFileSize } from '../../evidence/rules.ts'
import { urlOf } from '../../../platform/web/call-api.ts'
import type { RecordFileView } from '../../evidence/record-file.ts'
import './submission.css'

/** Pictures as thumbnails, video to play, the rest to save. */
export function SubmittedFiles({ files }: { files: Omit<RecordFileView, 'hasThumbnail'>[] }) {
  return (
    <ul className="submitted-files">
      {files.map((file) => {
        const address = urlOf(readFileContent, { file: file.id })
        return (
          <li key={file.id}>
            {file.kind === 'image' && (
              <a href={address} target="_blank" rel="noreferrer">
                <img
                  src={urlOf(readFileThumbnail, { file: file.id })}
                  alt={file.caption ?? file.name}
                  loading="lazy"
                />
              </a>
            )}
            {file.kind === 'video' && (
              <video src={address} controls preload="metadata" aria-label={file.caption ?? file.name} />
            )}
            <a href={urlOf(readFileContent, { file: file.id }, { download: '1' })}>{file.name}</a>
            <span className="quiet"> {sayFileSize(file.size)}</span>
            {file.caption && <p>{file.caption}</p>}
          </li>
        )
      })}
    </ul>
  )
}
