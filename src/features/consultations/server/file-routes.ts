import type { RawRoute } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { sendCitizenFile } from '../../citizen-files/server/send-citizen-file.ts'
import { questionFilePath } from '../contract.ts'
import { sightOf } from './present-question.ts'
import { findQuestion, listFiles } from './queries.ts'

/** Files of questions, to those who see the question; they are never published. */
export const consultationFileRoutes: RawRoute[] = [
  {
    methods: ['GET'],
    path: questionFilePath,
    summary: '会诊问题的附件',
    access: { permission: 'consultation.answer', on: 'question' },
    handle: async (request, reply, services, caller) => {
      const { campaign, question, file } = request.params as Record<string, string>
      const { db } = services.pool
      const { id } = await findCampaign(db, campaign!)
      const row = await findQuestion(db, id, question!, sightOf(caller!))
      const found = row && (await listFiles(db, [row.id])).find((one) => one.id === file)
      if (!found) throw new ProblemError(notFound)
      return sendCitizenFile(request, reply, services, found)
    },
  },
]
