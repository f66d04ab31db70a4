import type { RawRoute } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { sendCitizenFile } from '../../citizen-files/server/send-citizen-file.ts'
import { entryFilePath, moderatedFilePath } from '../contract.ts'
import { findEntryFile } from './queries.ts'

interface Named {
  entry: string
  file: string
}

/** Bytes of entries' files, videos with ranges. */
export const topicFileRoutes: RawRoute[] = [
  {
    methods: ['GET'],
    path: entryFilePath,
    summary: '话题作品的图片和视频（已发布的，或自己的）',
    access: 'public',
    handle: async (request, reply, services, _caller, participant) => {
      const row = await findNamed(request.params as Named, services.pool.db)
      const own = participant !== null && row?.participant_id === participant.id
      if (!row || !(row.state === 'published' || (own && row.state !== 'withdrawn')))
        throw new ProblemError(notFound)
      return sendCitizenFile(request, reply, services, row)
    },
  },
  {
    methods: ['GET'],
    path: moderatedFilePath,
    summary: '话题作品的图片和视频（审核用）',
    access: { permission: 'topic.moderate', on: 'entry' },
    handle: async (request, reply, services) => {
      const row = await findNamed(request.params as Named, services.pool.db)
      if (!row || row.state === 'withdrawn') throw new ProblemError(notFound)
      return sendCitizenFile(request, reply, services, row)
    },
  },
]

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function findNamed({ entry, file }: Named, db: Parameters<typeof findEntryFile>[0]) {
  return uuid.test(entry) && uuid.test(file) ? findEntryFile(db, entry, file) : undefined
}
