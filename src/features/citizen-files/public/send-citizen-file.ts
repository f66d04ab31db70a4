import { CallFailed } from '../../../platform/public/fetch-json.ts'
import { sendInPieces } from '../../../platform/shared/send-in-pieces.ts'
import { citizenUploadsPath } from '../rules.ts'

/** Milliseconds between the attempts after a cut line. */
const pauses = [1_000, 3_000, 8_000]

/** Sends one file and gives its id; a cut line is waited for and gone on from where it broke. Throws `CallFailed`. */
export async function sendCitizenFile(file: File, onPart: (part: number) => void): Promise<string> {
  let address: string | null = null
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await sendInPieces({
        blob: file,
        endpoint: citizenUploadsPath,
        metadata: { filename: file.name || '文件' },
        pieceSize: 512 * 1024,
        address,
        onAddress: async (known) => {
          address = known
        },
        onPart,
        fail: (name, _status, detail) => new CallFailed(name, detail),
      })
    } catch (error) {
      const pause = pauses[attempt]
      if (!(error instanceof CallFailed) || error.name !== 'offline' || pause === undefined) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
