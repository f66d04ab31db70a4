import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { examinePicture } from '../../evidence/server/examine-picture.ts'
import { cleanKey } from '../../evidence/server/read-clean.ts'
import { drawDemoPicture } from './draw-demo-picture.ts'

interface Wanted {
  id: string
  unitId: string
  userId: string
  at: Date
  /** What is drawn; one that is drawn for two units is a case for the reviewers. */
  number: number
  day: string
}

/** Enough to fill a wall; each is drawn when the demo is first started. */
const most = 72
const sharedEvery = 31

/** Pictures of the invented activities: asked for while those are invented, drawn and stored all at once. */
export class DemoPictures {
  private readonly wanted: Wanted[] = []

  /** `first`: the number of the first drawing, so that two sets have none in common; `light` as when drawing. */
  constructor(private readonly of: { first: number; light: boolean } = { first: 0, light: true }) {}

  /** The id of the file that will be there, or null when there are enough. */
  want(picture: Pick<Wanted, 'unitId' | 'userId' | 'at' | 'day'>): string | null {
    if (this.wanted.length >= most) return null
    const taken = this.wanted.length
    const number = this.of.first + taken
    const id = v7()
    const earlier = taken > 0 && taken % sharedEvery === 0 ? this.wanted[taken - 7] : undefined
    this.wanted.push({ ...picture, id, number: earlier?.number ?? number, day: earlier?.day ?? picture.day })
    return id
  }

  async store(db: Connection, services: Services): Promise<void> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue-demo-'))
    try {
      for (let start = 0; start < this.wanted.length; start += 8)
        await Promise.all(
          this.wanted.slice(start, start + 8).map((one) => storeOne(db, services, folder, one, this.of)),
        )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function storeOne(
  db: Connection,
  services: Services,
  folder: string,
  one: Wanted,
  { light }: { light: boolean },
): Promise<void> {
  const bytes = await drawDemoPicture(one.number, one.day, { light })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = path.join(folder, `${one.id}.jpg`)
  await writeFile(file, bytes)
  const picture = await examinePicture(file, 'jpg')
  const keep = async (key: string, content: Buffer) => {
    await writeFile(`${file}.${key.length}`, content)
    await services.storage.adopt(key, `${file}.${key.length}`)
  }
  if (picture.thumbnail) await keep(`${sha256}.thumb`, picture.thumbnail)
  if (picture.cleanCopy) await keep(cleanKey({ sha256 }), picture.cleanCopy)
  await services.storage.adopt(sha256, file)
  await db
    .insertInto('blob')
    .values({
      sha256,
      size: bytes.length,
      media_type: 'image/jpeg',
      kind: 'image',
      width: picture.width,
      height: picture.height,
      taken_at: picture.takenAt,
      latitude: null,
      longitude: null,
      has_thumbnail: picture.thumbnail !== null,
      has_clean_copy: picture.cleanCopy !== null,
      stored_at: one.at,
    })
    .onConflict((known) => known.doNothing())
    .execute()
  await db
    .insertInto('file')
    .values({
      id: one.id,
      sha256,
      name: `现场${one.number + 1}.jpg`,
      unit_id: one.unitId,
      uploaded_at: one.at,
      uploaded_by: one.userId,
    })
    .execute()
}
