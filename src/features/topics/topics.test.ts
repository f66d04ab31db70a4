import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { forgetMe, openPhone, verifyPhone } from '../../../tests/support/citizen.ts'
import { box, makePhoneMovie, uint32 } from '../../../tests/support/movie.ts'
import { createChance } from '../../../tests/support/pictures/chance.ts'
import { changePicture, drawPicture } from '../../../tests/support/pictures/draw-picture.ts'
import { sendCitizenFile } from '../../../tests/support/send-citizen-file.ts'
import { readSpreadsheet } from '../../platform/server/documents/read-spreadsheet.ts'
import { findCitizenRefusal } from '../citizen-files/rules.ts'
import { deleteUnusedFiles } from '../citizen-files/server/delete-unused-files.ts'
import { countParticipation } from '../participation/server/count-participation.ts'
import { releaseWithdrawnFiles } from './server/release-withdrawn-files.ts'

const open = '2022-06-16T02:00:00Z'
const page = '/p/jincheng-2022/topics/good-life'
const api = '/api/public/jincheng-2022/topics/good-life'
const desk = '/api/campaigns/jincheng-2022/topics'
let app: TestApp
let office: Client

beforeAll(async () => {
  ;({ app } = await startCampaignApp(open))
  const units = await app.services.pool.db.selectFrom('org_unit').select(['id', 'code']).execute()
  const idOf = (code: string) => units.find((unit) => unit.code === code)!.id
  await app.addUser('office', 'reviewer', idOf('jincheng'))
  await app.addUser('zezhou-office', 'reviewer', idOf('zezhou'))
  await app.addUser('zezhou', 'liaison', idOf('zezhou'))
  office = await app.signIn('office')
})
afterAll(() => app.close())

const story = {
  title: '家里的燃气阀',
  body: '母亲每晚睡前都要去看一眼燃气阀，三十年没有落下过。',
  unit: 'zezhou',
}
const hand = (client: Client, content: object = {}, id: string = randomUUID()) =>
  client.call('PUT', `${api}/entries/${id}`, { ...story, ...content })
const handIn = async (client: Client, content: object = {}): Promise<string> => {
  const reply = await hand(client, content)
  expect([reply.status, reply.body.state]).toEqual([200, 'pending'])
  return reply.body.id
}
const decide = (id: string, body: object, client = office) =>
  client.call('POST', `${desk}/entries/${id}/decision`, { seen: 'pending', ...body })
const publish = async (id: string) => expect((await decide(id, { decision: 'publish' })).status).toBe(200)
const look = async (id: string) =>
  (await office.call('GET', `${desk}/entries?limit=100`)).body.items.find((one: any) => one.id === id)
const send = async (client: Client, bytes: Buffer, name?: string): Promise<string> => {
  const { status, body } = await sendCitizenFile(app, client, bytes, name)
  expect([status, body.detail]).toEqual([200, undefined])
  return body.id
}
const figures = async (unit: string) => {
  await countParticipation(app.services)
  const { body } = await office.call('GET', `/api/campaigns/jincheng-2022/ledger/figures?unit=${unit}`)
  const value = (code: string) => body.figures.find((one: any) => one.code === code).value ?? 0
  return [value('topics.entries'), value('topics.people')]
}

describe('an entry is handed in', () => {
  test('nobody sees it before a moderator has published it', async () => {
    const phone = await openPhone(app)
    const id = await handIn(phone, { title: '未审核的故事' })
    expect((await app.anonymous.call('GET', page)).body).not.toContain('未审核的故事')
    expect((await app.anonymous.call('GET', `${page}/entries/${id}`)).status).toBe(404)
    expect((await phone.call('GET', `${page}/mine`)).body).toContain('待审核')
    await publish(id)
    expect((await app.anonymous.call('GET', page)).body).toContain('未审核的故事')
    const shown = (await app.anonymous.call('GET', `${page}/entries/${id}`)).body
    expect(shown).toContain('燃气阀')
    expect(shown).toContain(`poster.png?path=${encodeURIComponent(`/topics/good-life/entries/${id}`)}`)
    expect((await phone.call('GET', `${page}/mine`)).body).toContain('已发布')
  })

  test('a device that has not shown itself is asked to; the same sent again is one entry', async () => {
    expect((await hand(app.anonymous)).body.title).toBe('device-unknown')
    const phone = await openPhone(app)
    const id = randomUUID()
    const replies = await Promise.all(Array.from({ length: 4 }, () => hand(phone, { title: '只有一件' }, id)))
    expect(replies.map((one) => one.status)).toEqual([200, 200, 200, 200])
    expect((await phone.call('GET', `${page}/mine`)).body.match(/<h2>只有一件/g)).toHaveLength(1)
    expect((await hand(phone, { title: '换了内容' }, id)).body.title).toBe('entry-sent-before')
    expect((await hand(await openPhone(app), { title: '只有一件' }, id)).body.title).toBe('entry-sent-before')
  })

  test.each([
    [{ title: '短' }, 'title'],
    [{ body: '' }, 'body'],
    [{ unit: 'nowhere' }, 'unit'],
    [{ unit: 'jincheng' }, 'unit'],
    [{ body: '长'.repeat(1001) }, 'body'],
  ])('%j is refused at its field', async (change, path) => {
    const { status, body } = await hand(await openPhone(app), change)
    expect([status, body.errors[0].path]).toEqual([400, path])
  })

  test('a person has five at a time, also when they are sent at once; a withdrawn one makes room', async () => {
    const phone = await openPhone(app)
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, number) => hand(phone, { title: `第${number}件` })),
    )
    expect(replies.filter((one) => one.status === 200)).toHaveLength(5)
    expect(replies.filter((one) => one.body.title === 'too-many-entries')).toHaveLength(3)
    const { id } = replies.find((one) => one.status === 200)!.body
    expect((await phone.call('POST', `${api}/entries/${id}/withdrawal`)).status).toBe(200)
    expect((await hand(phone)).status).toBe(200)
  })

  test('nothing is taken before the first and after the last day', async () => {
    const phone = await openPhone(app)
    for (const [at, word] of [
      ['2022-05-31T15:59:59Z', '6月1日起'],
      ['2022-06-30T16:00:00Z', '已经结束'],
    ]) {
      app.clock.moveTo(new Date(at!))
      const { status, body } = await hand(phone)
      expect([status, body.title]).toEqual([409, 'channel-closed'])
      expect(body.detail).toContain(word)
      expect((await phone.call('GET', `${page}/new`)).body).not.toContain('<form')
    }
    app.clock.moveTo(new Date('2022-06-30T15:59:59Z'))
    expect((await hand(phone)).status).toBe(200)
    app.clock.moveTo(new Date(open))
  })

  test('of a signature only the first letter is kept', async () => {
    const id = await handIn(await openPhone(app), { signature: '欧阳建国' })
    expect((await look(id)).signature).toBe('欧*')
    const { rows } = await app.services.pool.pg.query('select * from topic_entry where id = $1', [id])
    expect(JSON.stringify(rows)).not.toContain('建国')
  })
})

describe('files', () => {
  test('a picture is kept as a smaller copy that tells neither place nor camera', async () => {
    const phone = await openPhone(app)
    const original = await sharp(await drawPicture(11, 3))
      .resize(3000, 2000, { fit: 'fill' })
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 29/1 0/1' } })
      .jpeg()
      .toBuffer()
    const file = await send(phone, original)
    const id = await handIn(phone, { files: [file] })
    await publish(id)
    const reply = await fetch(`${app.url}${api}/entries/${id}/files/${file}`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const kept = await sharp(Buffer.from(await reply.arrayBuffer())).metadata()
    expect([kept.width, kept.height, kept.exif]).toEqual([1600, 1067, undefined])
    const small = await fetch(`${app.url}${api}/entries/${id}/files/${file}?size=small`)
    expect(small.headers.get('content-type')).toBe('image/webp')
    const { size } = await app.services.pool.db
      .selectFrom('blob')
      .where('blob.kind', '=', 'image')
      .select((of) => of.fn.max('size').as('size'))
      .executeTakeFirstOrThrow()
    expect(size).toBeLessThan(original.length)
  })

  test.each<[string, () => Buffer | Promise<Buffer>, number, string]>([
    ['照片.jpg', () => Buffer.from('<html><script>alert(1)</script></html>'), 415, 'citizen-file-refused'],
    ['照片.png', () => makePhoneMovie('P'.repeat(200_000)).subarray(0, 60), 422, 'video-unclear'],
    ['视频.mp4', () => Buffer.from('PK\u0003\u0004 not a film'), 415, 'citizen-file-refused'],
    ['照片.jpg', async () => (await drawPicture(1)).subarray(0, 900), 422, 'broken-picture'],
    ['程序.pdf', () => Buffer.from('MZ\u0090\u0000 this program cannot be run'), 415, 'citizen-file-refused'],
    ['很长.mp4', () => makeFilm(62), 422, 'video-too-long'],
    ['空.jpg', () => Buffer.alloc(0), 422, 'empty-file'],
  ])('%s that is something else is refused (%#)', async (name, make, status, problem) => {
    const reply = await sendCitizenFile(app, await openPhone(app), await make(), name)
    expect([reply.status, reply.body.title]).toEqual([status, problem])
  })

  test('a picture of more than 10 MB and a file of more than 50 MB are refused', async () => {
    const phone = await openPhone(app)
    const noise = await sharp({
      create: {
        width: 2600,
        height: 1800,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 90 },
      },
    })
      .png({ compressionLevel: 0 })
      .toBuffer()
    expect(noise.length).toBeGreaterThan(10 * 1024 ** 2)
    expect((await sendCitizenFile(app, phone, noise)).body.title).toBe('too-large')
    const created = await phone.call('POST', '/api/citizen-files', undefined, {
      'tus-resumable': '1.0.0',
      'upload-length': String(51 * 1024 ** 2),
      'upload-metadata': 'filename YQ==',
    })
    expect(created.status).toBe(413)
  })

  test('a video is read in parts and without its place', async () => {
    const phone = await openPhone(app)
    const film = makePhoneMovie()
    const file = await send(phone, film, '现场.mov')
    const id = await handIn(phone, { files: [file], body: '' })
    const address = `${app.url}${api}/entries/${id}/files/${file}`
    expect((await fetch(address)).status).toBe(404)
    expect((await fetch(address, { headers: { cookie: phone.cookie } })).status).toBe(200)
    await publish(id)
    const whole = await (await fetch(address)).text()
    expect([whole.length, whole.includes('35.4907')]).toEqual([film.toString('utf8').length, false])
    const part = await fetch(address, { headers: { range: 'bytes=0-99' } })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100])
  })

  test('nobody hands in another’s file, nor one file twice, nor more pictures than allowed', async () => {
    const [phone, other] = [await openPhone(app), await openPhone(app)]
    const file = await send(phone, await drawPicture(21))
    expect((await hand(other, { files: [file] })).body.title).toBe('citizen-file-gone')
    await handIn(phone, { files: [file] })
    expect((await hand(phone, { files: [file] })).status).toBe(409)
    const pictures = await Promise.all(
      [31, 32, 33, 34].map(async (one) => send(other, await drawPicture(one))),
    )
    const { body } = await hand(other, { files: pictures })
    expect(body.errors).toEqual([{ path: 'files', message: '图片最多 3 张。' }])
    expect((await sendCitizenFile(app, app.anonymous, await drawPicture(1))).status).toBe(401)
  })

  test('a photo in the format of iPhones is refused with what to do', async () => {
    const heic = Buffer.concat([box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')), Buffer.alloc(400)])
    const { status, body } = await sendCitizenFile(app, await openPhone(app), heic, 'IMG_0012.HEIC')
    expect([status, body.title]).toEqual([415, 'heic-refused'])
    expect(body.detail).toContain('另存为 JPG')
    const chosen = { type: '', name: 'IMG_0012.HEIC', size: 900 }
    expect(findCitizenRefusal(chosen, ['image'])).toBe(body.detail)
  })

  test('what nobody used for a week, and what was taken back, is deleted; the same content of others stays', async () => {
    const { db } = app.services.pool
    const [phone, other] = [await openPhone(app), await openPhone(app)]
    const [unused, withdrawn, shared, shown] = await Promise.all(
      [51, 52, 53, 54].map((one) => drawPicture(one)),
    )
    const ids = {
      unused: await send(phone, unused!),
      withdrawn: await send(phone, withdrawn!),
      shared: await send(phone, shared!),
      film: await send(phone, makePhoneMovie('F'.repeat(300)), '没用上.mov'),
    }
    const used = await send(other, shared!)
    const published = await handIn(other, { files: [used, await send(other, shown!)] })
    await publish(published)
    const taken = await handIn(phone, { files: [ids.withdrawn] })
    const contentOf = async (id: string) =>
      (await db.selectFrom('citizen_file').where('id', '=', id).select('sha256').executeTakeFirst())?.sha256
    const contents = new Map(
      await Promise.all(Object.entries(ids).map(async ([name, id]) => [name, await contentOf(id)] as const)),
    )
    const cleanUp = async () => {
      await releaseWithdrawnFiles(app.services)
      await deleteUnusedFiles(app.services)
    }
    const left = async () => {
      const found = await db
        .selectFrom('citizen_file')
        .where('id', 'in', Object.values(ids))
        .select('id')
        .execute()
      return Object.keys(ids).filter((name) => found.some((one) => one.id === ids[name as keyof typeof ids]))
    }
    await cleanUp()
    expect(await left()).toEqual(Object.keys(ids))
    app.clock.moveTo(new Date('2022-06-23T02:00:01Z'))
    await cleanUp()
    expect(await left()).toEqual(['withdrawn'])
    expect((await phone.call('POST', `${api}/entries/${taken}/withdrawal`)).status).toBe(200)
    await cleanUp()
    expect(await left()).toEqual([])
    for (const [name, sha256] of contents)
      for (const key of [sha256!, `${sha256}.thumb`, `${sha256}.clean`])
        expect([key, (await app.services.storage.has(key)) && name !== 'shared']).toEqual([key, false])
    const blobs = await db
      .selectFrom('blob')
      .where('sha256', 'in', [...contents.values()] as string[])
      .select('sha256')
      .execute()
    expect(blobs).toEqual([{ sha256: contents.get('shared') }])
    expect((await fetch(`${app.url}${api}/entries/${published}/files/${used}`)).status).toBe(200)
    // The same content once more is stored again.
    const again = await handIn(phone, { files: [await send(phone, unused!)] })
    await publish(again)
    app.clock.moveTo(new Date(open))
  })

  test('who sends what is being deleted at that moment is told to send it again, and then it is kept', async () => {
    const { db } = app.services.pool
    const [phone, other] = [await openPhone(app), await openPhone(app)]
    const bytes = await drawPicture(71)
    const id = await send(phone, bytes)
    const { sha256 } = await db
      .selectFrom('citizen_file')
      .where('id', '=', id)
      .select('sha256')
      .executeTakeFirstOrThrow()
    app.clock.moveTo(new Date('2022-06-23T02:00:01Z'))
    const { storage } = app.services
    let meanwhile: ReturnType<typeof sendCitizenFile> | undefined
    const stored = new Promise<void>((resolve) => {
      app.services.storage = {
        ...storage,
        adopt: async (key, path) => {
          await storage.adopt(key, path)
          if (key === sha256) resolve()
        },
        remove: async (key) => {
          // The rows are deleted but not committed: the bytes seem to be there.
          meanwhile ??= sendCitizenFile(app, other, bytes)
          await stored
          await storage.remove(key)
        },
      }
    })
    await deleteUnusedFiles(app.services)
    app.services.storage = storage
    const refused = await meanwhile!
    expect([refused.status, refused.body.detail]).toEqual([409, '上传没有成功，请重试。'])
    const entry = await handIn(other, { files: [await send(other, bytes)] })
    await publish(entry)
    expect(await storage.has(sha256)).toBe(true)
    app.clock.moveTo(new Date(open))
  })

  test('a device sends forty files a day', async () => {
    const phone = await openPhone(app)
    const begin = () =>
      phone.call('POST', '/api/citizen-files', undefined, {
        'tus-resumable': '1.0.0',
        'upload-length': '10',
        'upload-metadata': 'filename YQ==',
      })
    for (let number = 0; number < 40; number += 1) expect((await begin()).status).toBe(201)
    expect((await begin()).status).toBe(429)
  })
})

describe('moderation', () => {
  test('words of the list and near-copies are marks, not refusals', async () => {
    const [phone, other] = [await openPhone(app), await openPhone(app)]
    const body =
      '厂门口的老班长每天早上都要把安全帽挨个敲一遍，他说听声音就知道有没有裂，这个习惯他坚持了二十多年，从来没有间断过。'
    const photo = await drawPicture(4_001)
    const copy = await changePicture(
      photo,
      { crop: [0.02, 0.05, 0.04, 0.03], watermark: 'corner', quality: 50 },
      createChance(5),
    )
    const first = await handIn(phone, { title: '老班长', body, files: [await send(phone, photo)] })
    const again = await handIn(other, {
      title: '老班长（加 微 信 看全文）',
      body: body.replace('二十多年', '十几年'),
      files: [await send(other, copy)],
    })
    expect((await look(first)).marks).toEqual({ words: [], alike: [] })
    const { words, alike } = (await look(again)).marks
    expect(words).toEqual(['加微信'])
    expect(alike.map((one: any) => [one.entry, one.what, one.title]).sort()).toEqual([
      [first, 'picture', '老班长'],
      [first, 'text', '老班长'],
    ])
  })

  test('a refusal says why, in words; it can be taken back', async () => {
    const phone = await openPhone(app)
    const id = await handIn(phone)
    expect((await decide(id, { decision: 'refuse' })).status).toBe(400)
    expect((await decide(id, { decision: 'refuse', refusal: 'invented' })).status).toBe(400)
    const refusal = { decision: 'refuse', refusal: 'unclear', note: '第二张看不清人' }
    expect((await decide(id, refusal)).body.state).toBe('refused')
    const mine = (await phone.call('GET', `${page}/mine`)).body
    expect(mine).toContain('未通过：图片或视频不清楚。第二张看不清人')
    expect((await decide(id, { decision: 'publish' })).body.title).toBe('entry-changed')
    expect((await decide(id, { seen: 'refused', decision: 'publish' })).body.state).toBe('published')
    expect((await decide(id, { seen: 'published', decision: 'reopen' })).body.state).toBe('pending')
    const kinds = await app.services.pool.db
      .selectFrom('audit_record')
      .where('subject_id', '=', id)
      .select('kind')
      .orderBy('number')
      .execute()
    expect(kinds.map((one) => one.kind)).toEqual([
      'topic-entry-refused',
      'topic-entry-published',
      'topic-entry-reopened',
    ])
  })

  test('what its author took back is not published', async () => {
    const phone = await openPhone(app)
    const id = await handIn(phone)
    const stranger = await openPhone(app)
    expect((await stranger.call('POST', `${api}/entries/${id}/withdrawal`)).status).toBe(404)
    for (let time = 0; time < 2; time += 1)
      expect((await phone.call('POST', `${api}/entries/${id}/withdrawal`)).body).toEqual({
        state: 'withdrawn',
      })
    expect((await decide(id, { decision: 'publish' })).body.title).toBe('entry-changed')
    expect(await look(id)).toBeUndefined()
  })

  test('a county looks after its own entries, a liaison after none', async () => {
    const phone = await openPhone(app)
    const [own, others] = [await handIn(phone), await handIn(phone, { unit: 'gaoping' })]
    const county = await app.signIn('zezhou-office')
    const listed = (await county.call('GET', `${desk}/entries?limit=100`)).body.items
    expect(listed.some((one: any) => one.id === own)).toBe(true)
    expect(listed.every((one: any) => one.unit.code === 'zezhou')).toBe(true)
    expect((await decide(others, { decision: 'publish' }, county)).status).toBe(403)
    expect((await decide(own, { decision: 'publish' }, county)).status).toBe(200)
    const liaison = await app.signIn('zezhou')
    expect((await liaison.call('GET', `${desk}/entries`)).status).toBe(403)
    expect((await liaison.call('GET', `${desk}/selected.zip`)).status).toBe(403)
  })

  test('selection needs a published entry and a reason; selected ones come first where asked', async () => {
    const phone = await openPhone(app)
    const [early, late] = [
      await handIn(phone, { title: '早来入选' }),
      await handIn(phone, { title: '晚来没选' }),
    ]
    const choose = (reason: string) => office.call('PUT', `${desk}/entries/${early}/selection`, { reason })
    expect((await choose('写得真切')).body.title).toBe('entry-changed')
    await publish(early)
    app.clock.moveTo(new Date('2022-06-16T02:05:00Z'))
    await publish(late)
    expect((await choose('')).status).toBe(400)
    expect((await choose('写得真切')).body.selected.reason).toBe('写得真切')
    const order = async (query: string) => {
      const { body } = await app.anonymous.call('GET', `${page}${query}`)
      return body.indexOf('早来入选') < body.indexOf('晚来没选') ? 'selected first' : 'latest first'
    }
    expect([await order(''), await order('?sort=selected')]).toEqual(['latest first', 'selected first'])
    expect((await app.anonymous.call('GET', `${page}/entries/${early}`)).body).toContain('写得真切')
    expect((await office.call('DELETE', `${desk}/entries/${early}/selection`)).body.selected).toBeNull()
    await choose('写得真切')
    await decide(early, { seen: 'published', decision: 'refuse', refusal: 'other' })
    expect((await look(early)).selected).toBeNull()
    app.clock.moveTo(new Date(open))
  })

  test('all of them go into a sheet, the selected ones into a zip with words and pictures', async () => {
    const phone = await openPhone(app)
    const id = await handIn(phone, { title: '=1+1 灯/绳', files: [await send(phone, await drawPicture(51))] })
    await publish(id)
    await office.call('PUT', `${desk}/entries/${id}/selection`, { reason: '图文并茂' })
    const read = async (path: string) => {
      const reply = await fetch(`${app.url}${desk}/${path}`, { headers: { cookie: office.cookie } })
      expect(reply.status).toBe(200)
      return Buffer.from(await reply.arrayBuffer())
    }
    const book = await readSpreadsheet(await read('entries.xlsx?state=selected'), 100)
    expect(JSON.stringify(book)).toContain('=1+1 灯/绳')
    const zip = unzipSync(new Uint8Array(await read('selected.zip')))
    const names = Object.keys(zip)
    expect(names).toEqual(['001-=1+1 灯_绳/作品.txt', '001-=1+1 灯_绳/图片.jpg'])
    expect(Buffer.from(zip[names[0]!]!).toString()).toContain('入选理由：图文并茂')
  })
})

describe('likes', () => {
  test('one a person and entry, however often and at once it is sent; it may be taken back', async () => {
    const [author, reader] = [await openPhone(app), await openPhone(app)]
    const id = await handIn(author)
    const like = (client: Client, method: 'PUT' | 'DELETE' = 'PUT') =>
      client.call(method, `${api}/entries/${id}/like`)
    expect((await like(reader)).status).toBe(404)
    await publish(id)
    await Promise.all(Array.from({ length: 6 }, () => like(reader)))
    expect((await like(author)).body).toEqual({ likes: 2, liked: true })
    expect((await like(reader, 'DELETE')).body).toEqual({ likes: 1, liked: false })
    expect((await like(reader, 'DELETE')).body.likes).toBe(1)
    expect((await look(id)).likes).toBe(1)
  })

  test('ten a day', async () => {
    const reader = await openPhone(app)
    const author = [await openPhone(app), await openPhone(app), await openPhone(app)]
    const ids = await Promise.all(Array.from({ length: 12 }, (_, number) => handIn(author[number % 3]!)))
    for (const id of ids) await publish(id)
    const replies = []
    for (const id of ids) replies.push(await reader.call('PUT', `${api}/entries/${id}/like`))
    expect(replies.map((one) => one.status)).toEqual([...Array(10).fill(200), 429, 429])
    expect(replies.at(-1)!.body.detail).toContain('明天')
    expect((await look(ids[11]!)).likes).toBe(0)
    app.clock.moveTo(new Date('2022-06-16T16:00:00Z'))
    expect((await reader.call('PUT', `${api}/entries/${ids[11]}/like`)).status).toBe(200)
    app.clock.moveTo(new Date(open))
  })
})

test('an entry counts for its unit and the city from when it came, and no more once refused or withdrawn', async () => {
  const phone = await openPhone(app)
  const before = { unit: await figures('qinshui'), city: await figures('jincheng') }
  const moved = async () => {
    const now = { unit: await figures('qinshui'), city: await figures('jincheng') }
    const change = (of: 'unit' | 'city') => now[of].map((value, at) => value - before[of][at]!)
    return [change('unit'), change('city')]
  }
  const id = await handIn(phone, { unit: 'qinshui' })
  const other = await handIn(phone, { unit: 'qinshui' })
  expect(await moved()).toEqual([
    [2, 2],
    [2, 2],
  ])
  await publish(id)
  expect(await moved()).toEqual([
    [2, 2],
    [2, 2],
  ])
  await decide(other, { decision: 'refuse', refusal: 'other' })
  expect(await moved()).toEqual([
    [1, 1],
    [1, 1],
  ])
  await decide(other, { seen: 'refused', decision: 'reopen' })
  expect(await moved()).toEqual([
    [2, 2],
    [2, 2],
  ])
  await phone.call('POST', `${api}/entries/${id}/withdrawal`)
  await phone.call('POST', `${api}/entries/${other}/withdrawal`)
  expect(await moved()).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('the gallery goes on page by page and shows each entry once', async () => {
  for (let phones = 0; phones < 6; phones += 1) {
    const phone = await openPhone(app)
    for (let number = 0; number < 4; number += 1) await publish(await handIn(phone))
  }
  for (const sort of ['latest', 'selected']) {
    const seen: string[] = []
    let next: string | undefined = `${page}?sort=${sort}`
    while (next) {
      const { body } = await app.anonymous.call('GET', next)
      seen.push(...[...body.matchAll(/\/entries\/([0-9a-f-]{36})"/g)].map((one) => one[1]!))
      next = /class="button button-wide" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(24)
  }
})

/** A film that says how long it is. */
function makeFilm(seconds: number): Buffer {
  const noon = 3_000_000_000
  const head = box('ftyp', 'isom', uint32(0), 'isommp42')
  const moov = box('moov', box('mvhd', uint32(0, noon, noon, 1000, seconds * 1000), Buffer.alloc(80)))
  return Buffer.concat([head, box('mdat', 'x'.repeat(1000)), moov])
}

describe('a person', () => {
  test('with two phones likes once, and finds the entries of both on each', async () => {
    const [first, second, author] = [await openPhone(app), await openPhone(app), await openPhone(app)]
    const id = await handIn(author, { title: '大家都喜欢' })
    await publish(id)
    const like = (phone: Client) => phone.call('PUT', `${api}/entries/${id}/like`)
    await like(first)
    expect((await like(second)).body.likes).toBe(2)
    await handIn(first, { title: '第一部手机写的' })
    await handIn(second, { title: '第二部手机写的' })
    for (const phone of [first, second]) await verifyPhone(app, phone, '13800000061')
    expect((await like(second)).body).toMatchObject({ likes: 1, liked: true })
    for (const phone of [first, second])
      for (const title of ['第一部手机写的', '第二部手机写的'])
        expect((await phone.call('GET', `${page}/mine`)).body).toContain(title)
    app.clock.moveTo(new Date(open))
  })

  test('who has their information deleted takes their words and pictures along; what was counted stays', async () => {
    const phone = await openPhone(app)
    const before = await figures('gaoping')
    const file = await send(phone, await drawPicture(61))
    const id = await handIn(phone, { title: '我家的门牌', signature: '王明', unit: 'gaoping', files: [file] })
    await publish(id)
    const waiting = await handIn(phone, { title: '还在等审核', unit: 'gaoping' })
    expect((await forgetMe(phone, 'jincheng-2022')).status).toBe(303)
    expect((await app.anonymous.call('GET', `${page}/entries/${id}`)).status).toBe(404)
    expect((await fetch(`${app.url}${api}/entries/${id}/files/${file}`)).status).toBe(404)
    expect([await look(id), await look(waiting)]).toEqual([undefined, undefined])
    const { rows } = await app.services.pool.pg.query(
      'select * from topic_entry where id = any ($1::uuid[])',
      [[id, waiting]],
    )
    expect(JSON.stringify(rows)).not.toMatch(/门牌|燃气阀|等审核|王/)
    expect(await figures('gaoping')).toEqual(before.map((one) => one + 2))
  })
})
