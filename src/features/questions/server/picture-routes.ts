import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type FileReply, type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../picture-contract.ts'
import { addPicture } from './add-picture.ts'
import { type PictureRow, findPicture, findShownPicture, listPictureRows } from './picture-queries.ts'

export const questionPictureRoutes: Implementation[] = [
  implement(contract.showPicture)(async ({ db, params }) => {
    const campaign = await findCampaign(db, params.campaign)
    const picture = await findShownPicture(db, campaign.id, params.file)
    return { ...tellPicture(params.file, picture), cacheSeconds: 7 * 86_400 }
  }),

  implement(contract.showPictureToStaff)(async ({ db, params }) => {
    const campaign = await findCampaign(db, params.campaign)
    return tellPicture(params.file, await findPicture(db, campaign.id, params.file))
  }),

  implement(contract.listPictures)(async ({ db, params, query: { cursor, limit } }) => {
    const campaign = await findCampaign(db, params.campaign)
    const items = await listPictureRows(db, campaign.id, { after: decodeCursor(cursor, 1), limit })
    const last = items.at(-1)
    return { items, next: items.length === limit && last ? encodeCursor([last.file]) : null }
  }),

  implement(contract.addPicture)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const file = await addPicture(call.db, call, campaign.id, Buffer.from(call.body.content, 'base64'))
    return { file, alt: null }
  }),
]

function tellPicture(file: string, picture: PictureRow | undefined): FileReply {
  if (!picture) throw new ProblemError(notFound)
  return {
    file: picture.bytes,
    fileName: file,
    mediaType: picture.media_type,
    inline: true,
    // Opened by itself, a drawing must not be able to do anything.
    contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'",
  }
}
