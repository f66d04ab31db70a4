import { createHash } from 'node:crypto'
import { inTransaction } from '../../../platform/server/database.ts'
import type { Participant, RawRoute } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import { citizenUploads, createResumableUploads } from '../../evidence/server/resumable-uploads.ts'
import { hashSecret } from '../../participants/server/hash-secret.ts'
import { takeFromLimit } from '../../participants/server/take-from-limit.ts'
import { citizenUploadsPath, largestFile } from '../rules.ts'
import { findCitizenFile, presentCitizenFile } from './find-citizen-files.ts'
import { ingestCitizenFile } from './ingest-citizen-file.ts'

const day = 86_400
const perDevice = 40
const perAddress = 1_000

/** Uploads of citizens: resumable, since their lines are bad; used by an entry or a question afterwards. */
export function createCitizenUploadRoutes(services: Services): RawRoute[] {
  return createResumableUploads<Participant>(services, {
    route: {
      path: citizenUploadsPath,
      summary: '公众上传图片、短视频和文档（tus 1.0）',
      access: 'participant',
    },
    folder: citizenUploads,
    maximumSize: largestFile.video,
    whoSends: (_caller, participant) => participant!,
    admit: async (participant, { now, address }) => {
      const { db } = services.pool
      const kind = 'citizen-file'
      const key = createHash('sha256').update(participant.id).digest()
      const detail = '今天上传的文件太多了，请明天再来。'
      await takeFromLimit(db, { kind: `${kind}.device`, key, seconds: day, atMost: perDevice, detail }, now)
      const network = hashSecret(services, 'address', address)
      await takeFromLimit(
        db,
        { kind: `${kind}.address`, key: network, seconds: day, atMost: perAddress, detail },
        now,
      )
      return {}
    },
    ingest: async ({ now }, { id, path, metadata }, { id: participantId }) => {
      const incoming = { id, path, name: metadata.filename!, participantId }
      await inTransaction(services.pool, await ingestCitizenFile(services, incoming, now))
    },
    findDone: async (id, participant) => {
      const row = await findCitizenFile(services.pool.db, id)
      if (row?.participant_id !== participant.id) return null
      return { id, size: row.received_size, reply: presentCitizenFile(row) }
    },
  })
}
