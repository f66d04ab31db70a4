import { type FileInPieces, sendInPieces } from '../shared/send-in-pieces.ts'
import { ApiProblem } from './call-api.ts'

export interface FileToSend extends Pick<FileInPieces, 'blob' | 'address' | 'onAddress' | 'onPart'> {
  name: string
  /** Unit code. */
  unit: string
}

export const uploadAddress = '/api/uploads'

/** Uploads a file for a unit; returns the file's id. Throws `ApiProblem`. */
export async function sendFile({ name, unit, ...file }: FileToSend): Promise<string> {
  return sendInPieces({
    ...file,
    endpoint: uploadAddress,
    metadata: { filename: name, filetype: file.blob.type, unit },
    pieceSize: 1024 * 1024,
    fail: (problem, status, detail) => new ApiProblem(problem, status, detail),
  })
}
